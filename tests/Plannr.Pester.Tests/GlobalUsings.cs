global using System.Diagnostics;
global using System.Reflection;
