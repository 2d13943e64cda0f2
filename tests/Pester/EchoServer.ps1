# A server on loopback that echoes everything it receives, which is the worst case for secrets. It accepts the request that checks a connection
# and responds to all others with 401. To change these responses, set Status and Form in Response. Form is json, page (HTML), cut (a truncated
# body), redirect, or list (executions: the first page has two items, and the request for the second page gets the status). To set the whole
# body, set Text instead of Form.

function Open-EchoServer {
    $listener = New-Object System.Net.Sockets.TcpListener ([System.Net.IPAddress]::Loopback), 0
    $listener.Start()
    $received = [System.Collections.ArrayList]::Synchronized((New-Object System.Collections.ArrayList))
    $response = [hashtable]::Synchronized(@{ Status = '401 Unauthorized'; Form = 'json' })
    $script = {
        param($listener, $received, $response)
        # A client may open connections that it does not use, so only those that send something are read.
        $open = New-Object System.Collections.ArrayList
        while ($true) {
            $ready = New-Object System.Collections.ArrayList
            $null = $ready.Add($listener.Server)
            $open | ForEach-Object { $null = $ready.Add($_.Client) }
            [System.Net.Sockets.Socket]::Select($ready, $null, $null, -1)
            if ($ready.Contains($listener.Server)) {
                $null = $open.Add($listener.AcceptTcpClient())
                continue
            }

            $client = $open | Where-Object { $_.Client -eq $ready[0] }
            $open.Remove($client)
            $stream = $client.GetStream()
            $reader = New-Object System.IO.StreamReader $stream
            $lines = @(while ($line = $reader.ReadLine()) { $line })
            $sent = New-Object char[] ([int] ($lines -match '^Content-Length: ' -replace '\D' | Select-Object -First 1))
            if ($sent.Length) { $lines += -join $sent[0..($reader.ReadBlock($sent, 0, $sent.Length) - 1)] }
            $null = $received.AddRange(@($lines))
            $status, $form = if ($lines[0] -match ' /api/v1/me ') { '200 OK', 'json' }
            elseif ($response.Text) { $response.Status, 'text' }
            elseif ($response.Form -ne 'list') { $response.Status, $response.Form }
            elseif ($lines[0] -match '&page=2') { $response.Status, 'json' }
            else { '200 OK', 'list' }
            $echo = "you sent $($lines -join ' ')"
            $text = switch ($form) {
                'text' { $response.Text }
                'page' { "<html><title>$echo</title></html>" }
                'list' {
                    $items = 1, 2 | ForEach-Object { @{ uuid = "00000000-0000-4000-8000-00000000000$_"; name = "Run $_"; status = 'completed'; steps = @() } }
                    @{ data = $items; links = @{ next = "$(($lines[0] -split ' ')[1])&page=2" }; meta = @{ current_page = 1; last_page = 2; total = 4 } } | ConvertTo-Json -Depth 3 -Compress
                }
                default { @{ uuid = '5f0c3b8e-0000-4000-8000-000000000001'; message = $echo } | ConvertTo-Json -Compress }
            }
            $body = [System.Text.Encoding]::UTF8.GetBytes($text)
            $length = if ($form -eq 'cut') { $body.Length + 10 } else { $body.Length }
            $type = if ($form -eq 'page') { 'text/html' } else { 'application/json' }
            $location = if ($form -eq 'redirect') { "Location: http://localhost:9/?$([uri]::EscapeDataString($echo))`r`n" }
            # A 429 delays the connection for the time in Retry-After.
            $wait = if ($status -like '429*') { "Retry-After: 0`r`n" }
            $head = "HTTP/1.1 $status`r`nContent-Type: $type`r`n${location}${wait}Content-Length: $length`r`nConnection: close`r`n`r`n"
            $headBytes = [System.Text.Encoding]::ASCII.GetBytes($head)
            $stream.Write($headBytes, 0, $headBytes.Length)
            $stream.Write($body, 0, $body.Length)
            $client.Close()
        }
    }
    $shell = [powershell]::Create().AddScript($script).AddArgument($listener).AddArgument($received).AddArgument($response)
    $null = $shell.BeginInvoke()
    @{ Uri = "http://127.0.0.1:$($listener.LocalEndpoint.Port)/"; Received = $received; Response = $response; Listener = $listener; Shell = $shell }
}

function Close-EchoServer($Server) {
    # Ends the wait for the next client, and with it the script.
    $Server.Listener.Stop()
    $Server.Shell.Dispose()
}
