global using System.Security;
