global using System.Globalization;
global using System.Management.Automation;
global using System.Reflection;
global using System.Security.Cryptography;
global using System.Text;
global using System.Text.RegularExpressions;
global using System.Xml;
global using System.Xml.Linq;
