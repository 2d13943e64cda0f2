namespace Plannr.PowerShell.Requests;

/// <summary>Sends a request to any endpoint of the API. The request uses the connection's token, account and retry settings. Returns the response as objects. With -Paginate, the cmdlet returns the records from every page of a list.</summary>
/// <remarks>
/// Calls the endpoint that you specify. Plannr's documentation of the endpoints is incomplete, so try each write first with -WhatIf or on a test record.
/// A GET, HEAD, PUT or DELETE without a form is retried after a temporary fault, such as a broken connection or a server error. A POST or PATCH is retried
/// only if it never reached the server, or if the API rejected it because of the rate limit (429).
/// </remarks>
/// <include file='Invoke-PlannrRequest.xml' path='help/*'/>
[Cmdlet(VerbsLifecycle.Invoke, "PlannrRequest", DefaultParameterSetName = ObjectSet, SupportsShouldProcess = true, SupportsPaging = true)]
[OutputType(typeof(PSObject), ParameterSetName = [ObjectSet, PaginateSet])]
[OutputType(typeof(OrderedDictionary), ParameterSetName = [ObjectSet, PaginateSet])]
[OutputType(typeof(string), ParameterSetName = [RawSet])]
public sealed class InvokePlannrRequestCommand : ConnectedCommand
{
    private const string ObjectSet = "Object";
    private const string RawSet = "Raw";
    private const string FileSet = "File";
    private const string PaginateSet = "Paginate";

    private ListReader _lists = null!;
    private TargetFile? _target;
    private bool _isTargetTaken;
    private long _received;
    private long _total;

    /// <summary>Specifies the endpoint: a path such as /api/v1/task or v1/task, or a URL on the connection's own server. A query string in the path is merged with -Query. If Tab inserts a path with a placeholder, such as {uuid}, replace the placeholder with a value.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Uri")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    public string Path { get; set; } = string.Empty;

    /// <summary>Specifies the HTTP method: GET, HEAD, POST, PUT, PATCH or DELETE. The default is GET. As a positional argument, the method can come before the path, as in POST v1/task.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    public string Method { get; set; } = "GET";

    /// <summary>Specifies the query parameters as a hashtable, such as @{ include = 'account'; filter = @{ uuid = $uuids } }. Lists are joined with commas, dates are sent in ISO 8601 format, and null values are omitted. By default, no parameters are added.</summary>
    [Parameter]
    public IDictionary? Query { get; set; }

    /// <summary>Specifies the body as a hashtable, an object or a list. It is sent as JSON. Text and bytes must contain JSON and are sent unchanged. Each object from the pipeline is sent in a separate request. By default, no body is sent.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = ObjectSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = RawSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = FileSet)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Body { get; set; }

    /// <summary>Specifies a form to send as multipart/form-data instead of a body. Specify the fields as a hashtable, such as @{ type = 'clients'; file = Get-Item clients.csv }. A list is sent as several fields with the same name. By default, no form is sent.</summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = RawSet)]
    [Parameter(ParameterSetName = FileSet)]
    public IDictionary? Form { get; set; }

    /// <summary>Specifies additional headers. You can't set headers that the connection controls, such as those for the token, the account, the host and the body. By default, no headers are added.</summary>
    [Parameter]
    public IDictionary? Headers { get; set; }

    /// <summary>Returns the items of all pages. If the response has no page information, pages are requested until one contains nothing new. To send fewer requests, use -Query @{ per_page = 500 }.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PaginateSet)]
    public SwitchParameter Paginate { get; set; }

    /// <summary>Returns the body as text, without parsing it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RawSet)]
    public SwitchParameter Raw { get; set; }

    /// <summary>Returns ordered dictionaries instead of objects. Their keys are case-sensitive and need not be valid property names.</summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = PaginateSet)]
    public SwitchParameter AsHashtable { get; set; }

    /// <summary>Specifies the file to save the response body to. The size of the body is not limited. An existing file is replaced once the download is complete; its permissions are kept. Links are followed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string OutFile { get; set; } = string.Empty;

    /// <summary>Specifies the name, without the dollar sign, of a variable for the response headers. The variable is also set if the response has an error status; if there is no response, the variable is $null. By default, no variable is set.</summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = RawSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Alias("RHV")]
    [ValidateNotNullOrEmpty]
    public string? ResponseHeadersVariable { get; set; }

    /// <summary>Specifies the name, without the dollar sign, of a variable for the status code. The variable is also set if the response has an error status; if there is no response, the variable is $null. By default, no variable is set.</summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = RawSet)]
    [Parameter(ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? StatusCodeVariable { get; set; }

    /// <summary>Returns the body of an error response instead of writing an error. In that case, the file specified with -OutFile does not change. If there is no response, an error is still written.</summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = RawSet)]
    [Parameter(ParameterSetName = FileSet)]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    /// <summary>Before the first request, checks the parameters that all requests share.</summary>
    private protected override void Begin()
    {
        // The method may come before the path, as in the API reference.
        if (Methods.IsOne(Path) && !Methods.IsOne(Method))
        {
            (Path, Method) = (Method, Path);
        }

        Method = Method.ToUpperInvariant();
        _lists = new ListReader(this, StartProgress($"{Method} {Path}"));
        try
        {
            CheckPaging();
            CheckForm();
            Connections.GetClient(CurrentConnection).CheckRequest(Request());
            if (ParameterSetName == FileSet)
            {
                _target = new TargetFile(SessionState, OutFile, keepExisting: false, overwriteReadOnly: false, "Use another path, or make the file writable first.");
                _target.Check();
            }
        }
        catch (PlannrException exception)
        {
            Fail(exception, exception is PlannrFileException { ErrorId: not PlannrFileException.NotRead } ? OutFile : Path);
        }
    }

    private protected override void Process()
    {
        TakeTarget();
        SetVariables(null);
        try
        {
            PlannrRequest request = Request();
            AddBody(request);
            Uri address = Connections.GetClient(CurrentConnection).CheckRequest(request);
            if (IsWanted(address, request))
            {
                Work(request);
            }
        }
        catch (PlannrNotConnectedException exception)
        {
            Fail(exception, CurrentConnection.Name);
        }
        catch (PlannrException exception)
        {
            EmitError(exception, Target);
        }
    }

    /// <summary>The target of errors: the object from the pipeline or, if there is none, the endpoint. Text from the pipeline is never the target, because some error views would show a secret in the text.</summary>
    private object? Target => MyInvocation.ExpectingInput && PlainObject.Unwrap(Body) is { } item and not (string or byte[]) ? item : Path;

    private void CheckPaging()
    {
        bool isLimited = PagingParameters is { } paging && (paging.First != ulong.MaxValue || paging.Skip > 0 || paging.IncludeTotalCount);
        if (isLimited && !Paginate)
        {
            throw InvalidInput.Because("-First, -Skip and -IncludeTotalCount apply only to lists.", "Add -Paginate, or limit the request with -Query.");
        }

        if (Paginate && Method != "GET")
        {
            throw InvalidInput.Because($"-Paginate requires GET, not {Method}.", "Omit -Paginate, or use GET.");
        }
    }

    private void CheckForm()
    {
        if (Form is not null && (MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Body))))
        {
            throw InvalidInput.Because("-Form can't be used with -Body or pipeline input.", "Use only one of them.");
        }
    }

    /// <summary>Fails before a second request is sent, because its response would replace the first one in the file. The first response may be needed, for example to undo a write.</summary>
    private void TakeTarget()
    {
        if (_target is not null && _isTargetTaken)
        {
            Fail(
                new PlannrInvalidRequestException(
                    new RequestFailure(Method, string.Empty),
                    "-OutFile can save only one response, but there was a second object in the pipeline. No request was sent for that object.",
                    "To save each response to its own file, use Invoke-PlannrRequest inside ForEach-Object. Otherwise, omit -OutFile."),
                OutFile);
        }

        _isTargetTaken = true;
    }

    private PlannrRequest Request() => new()
    {
        Method = Method,
        Path = Path,
        Query = QueryParameters.From(Query),
        Headers = ExtraHeaders.From(Headers),
        Form = Form is null ? null : FormFields.From(Form),
        AsText = Raw,
    };

    private void AddBody(PlannrRequest request)
    {
        switch (PlainObject.Unwrap(Body))
        {
            case string text:
                request.JsonBody = text;
                break;
            case byte[] bytes:
                request.JsonBody = Decode(bytes);
                break;
            case IEnumerable items and not IDictionary when FileLines.IsIn(items):
                throw InvalidInput.Because(
                    "The body is a list of strings that looks like the lines of a file.",
                    "Read the file with Get-Content -Raw. To send the lines as a JSON array, use [string[]] (Get-Content ...).");
            default:
                request.Body = PlainObject.From(Body);
                break;
        }
    }

    private static string Decode(byte[] bytes)
    {
        try
        {
            return PlainObject.StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw InvalidInput.Because("The body is not valid UTF-8.", "Specify JSON in UTF-8, or a hashtable.");
        }
    }

    private bool IsWanted(Uri address, PlannrRequest request) => Method is not ("GET" or "HEAD")
        ? ShouldProcess(address.AbsoluteUri, FormFields.DescribeFiles(request.Form ?? []) is { Length: > 0 } files ? $"{Method} with {files}" : Method)
        : _target is null || ShouldProcess(_target.Path, $"Save the response from {Method} {address.AbsoluteUri}");

    private void Work(PlannrRequest request)
    {
        if (Paginate)
        {
            _lists.Read([CurrentConnection], connection => Connections.GetClient(connection).ListItems(request), WriteItem, isTotalExact: true);
            return;
        }

        PlannrResponse response = _target is null
            ? Await(() => Send(CurrentConnection, client => client.SendAsync(request, Cancellation)))
            : Download(request, _target);
        SetVariables(response);
        if (response.Error is { } error && !SkipHttpErrorCheck)
        {
            EmitError(error, Target);
        }
        else if (response.HasContent)
        {
            object? content = ResultObject.From(response.Content, AsHashtable);
            Array.ForEach(content as object?[] ?? [content], Emit);
        }
    }

    private PlannrResponse Download(PlannrRequest request, TargetFile file)
    {
        PlannrResponse? response = null;
        Task<bool> work = Task.Run(
            () => file.WriteAsync(async stream =>
            {
                response = await Send(CurrentConnection, client => client.DownloadAsync(request, stream, ReportDownload, Cancellation)).ConfigureAwait(false);
                return response.Error is null;
            }),
            Cancellation);
        if (Await(work, letsEnd: true))
        {
            WriteVerbose($"Wrote the response to '{file.Path}'.");
        }

        return response!;
    }

    /// <summary>Stores the numbers for the progress bar. This is called for each read, which is much more often than progress is shown.</summary>
    private void ReportDownload(long received, long? total)
    {
        Volatile.Write(ref _total, total ?? 0);
        Volatile.Write(ref _received, received);
    }

    private protected override void OnWaiting()
    {
        long received = Volatile.Read(ref _received);
        long total = Volatile.Read(ref _total);
        if (received == 0)
        {
            base.OnWaiting();
        }
        else
        {
            string ofAll = total > 0 ? $" of {Megabytes(total)}" : string.Empty;
            Progress!.Show($"{Megabytes(received)}{ofAll} MB", total > 0 ? (int)(100 * received / total) : -1);
        }
    }

    private static string Megabytes(long bytes) => (bytes / (1024d * 1024)).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Writes an item, or a non-terminating error if the item can't be converted to an object.</summary>
    private void WriteItem(object item)
    {
        if (!_lists.Quota.Takes())
        {
            return;
        }

        object? value;
        try
        {
            value = ResultObject.From(item, AsHashtable);
        }
        catch (PlannrInvalidResponseException exception)
        {
            EmitError(exception, Path);
            return;
        }

        Emit(value);
    }

    /// <summary>Sets the variables, which must never describe an earlier request.</summary>
    private void SetVariables(PlannrResponse? response)
    {
        if (StatusCodeVariable is not null)
        {
            SessionState.PSVariable.Set(StatusCodeVariable, response?.StatusCode);
        }

        if (ResponseHeadersVariable is not null)
        {
            SessionState.PSVariable.Set(ResponseHeadersVariable, response?.Headers);
        }
    }
}
