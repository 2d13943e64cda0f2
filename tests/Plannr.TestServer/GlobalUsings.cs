global using Plannr.TestServer.Faults;
global using Plannr.TestServer.Hosting;
global using Plannr.TestServer.Recording;
