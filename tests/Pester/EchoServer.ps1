# A server on loopback that sends back everything it was sent, the worst that a server can do to a secret: well meant to who checks a
# connection, with a 401 to all else. Answer says with what instead: Status, and Form (json, page, cut for a body that breaks off, redirect,
# list for a list of executions whose first page has two and whose second page has the status), or Text for the whole body.

function Open-EchoServer {
    $listener = New-Object System.Net.Sockets.TcpListener ([System.Net.IPAddress]::Loopback), 0
    $listener.Start()
    $received = [System.Collections.ArrayList]::Synchronized((New-Object System.Collections.ArrayList))
    $answer = [hashtable]::Synchronized(@{ Status = '401 Unauthorized'; Form = 'json' })
    $script = {
        param($listener, $received, $answer)
        # A client can open connections that it does not use: only those that send something are read.
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
            elseif ($answer.Text) { $answer.Status, 'text' }
            elseif ($answer.Form -ne 'list') { $answer.Status, $answer.Form }
            elseif ($lines[0] -match '&page=2') { $answer.Status, 'json' }
            else { '200 OK', 'list' }
            $said = "you sent $($lines -join ' ')"
            $text = switch ($form) {
                'text' { $answer.Text }
                'page' { "<html><title>$said</title></html>" }
                'list' {
                    $items = 1, 2 | ForEach-Object { @{ uuid = "00000000-0000-4000-8000-00000000000$_"; name = "Run $_"; status = 'completed'; steps = @() } }
                    @{ data = $items; links = @{ next = "$(($lines[0] -split ' ')[1])&page=2" }; meta = @{ current_page = 1; last_page = 2; total = 4 } } | ConvertTo-Json -Depth 3 -Compress
                }
                default { @{ uuid = '5f0c3b8e-0000-4000-8000-000000000001'; message = $said } | ConvertTo-Json -Compress }
            }
            $body = [System.Text.Encoding]::UTF8.GetBytes($text)
            $length = if ($form -eq 'cut') { $body.Length + 10 } else { $body.Length }
            $type = if ($form -eq 'page') { 'text/html' } else { 'application/json' }
            $location = if ($form -eq 'redirect') { "Location: http://localhost:9/?$([uri]::EscapeDataString($said))`r`n" }
            # A refusal holds a connection up for as long as it asks for.
            $wait = if ($status -like '429*') { "Retry-After: 0`r`n" }
            $head = "HTTP/1.1 $status`r`nContent-Type: $type`r`n${location}${wait}Content-Length: $length`r`nConnection: close`r`n`r`n"
            $headBytes = [System.Text.Encoding]::ASCII.GetBytes($head)
            $stream.Write($headBytes, 0, $headBytes.Length)
            $stream.Write($body, 0, $body.Length)
            $client.Close()
        }
    }
    $shell = [powershell]::Create().AddScript($script).AddArgument($listener).AddArgument($received).AddArgument($answer)
    $null = $shell.BeginInvoke()
    @{ Uri = "http://127.0.0.1:$($listener.LocalEndpoint.Port)/"; Received = $received; Answer = $answer; Listener = $listener; Shell = $shell }
}

function Close-EchoServer($Server) {
    # Ends the wait for the next client, and with it the script.
    $Server.Listener.Stop()
    $Server.Shell.Dispose()
}
