# A server on loopback that sends back everything it was sent, the worst that a server can do to a secret: well meant to who checks a
# connection, with a 401 to all else.

function Open-EchoServer {
    $listener = New-Object System.Net.Sockets.TcpListener ([System.Net.IPAddress]::Loopback), 0
    $listener.Start()
    $received = [System.Collections.ArrayList]::Synchronized((New-Object System.Collections.ArrayList))
    $script = {
        param($listener, $received)
        while ($true) {
            $client = $listener.AcceptTcpClient()
            $stream = $client.GetStream()
            $reader = New-Object System.IO.StreamReader $stream
            $lines = @(while ($line = $reader.ReadLine()) { $line })
            $sent = New-Object char[] ([int] ($lines -match '^Content-Length: ' -replace '\D' | Select-Object -First 1))
            if ($sent.Length) { $lines += -join $sent[0..($reader.ReadBlock($sent, 0, $sent.Length) - 1)] }
            $null = $received.AddRange(@($lines))
            $body = [System.Text.Encoding]::UTF8.GetBytes((@{ message = "you sent $($lines -join ' ')" } | ConvertTo-Json -Compress))
            $status = if ($lines[0] -match ' /api/v1/me ') { '200 OK' } else { '401 Unauthorized' }
            $head = "HTTP/1.1 $status`r`nContent-Type: application/json`r`nContent-Length: $($body.Length)`r`nConnection: close`r`n`r`n"
            $headBytes = [System.Text.Encoding]::ASCII.GetBytes($head)
            $stream.Write($headBytes, 0, $headBytes.Length)
            $stream.Write($body, 0, $body.Length)
            $client.Close()
        }
    }
    $shell = [powershell]::Create().AddScript($script).AddArgument($listener).AddArgument($received)
    $null = $shell.BeginInvoke()
    @{ Uri = "http://127.0.0.1:$($listener.LocalEndpoint.Port)/"; Received = $received; Listener = $listener; Shell = $shell }
}

function Close-EchoServer($Server) {
    # Ends the wait for the next client, and with it the script.
    $Server.Listener.Stop()
    $Server.Shell.Dispose()
}
