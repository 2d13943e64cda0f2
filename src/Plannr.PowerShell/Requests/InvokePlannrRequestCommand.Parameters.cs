namespace Plannr.PowerShell.Requests;

public sealed partial class InvokePlannrRequestCommand
{
    private const string ObjectSet = "Object";
    private const string RawSet = "Raw";
    private const string FileSet = "File";
    private const string PaginateSet = "Paginate";

    /// <summary>
    /// The endpoint: /api/v1/task, api/v1/task or v1/task, or an absolute address of the connection's own server. An address elsewhere is refused, so
    /// that the token stays where it belongs. A query in it is sent with that of -Query. Completes the endpoints of the public reference; {uuid} in
    /// them stands for a UUID, and is refused until one is in its place.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Uri")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    public string Path { get; set; } = string.Empty;

    /// <summary>The HTTP method: GET (the default), HEAD, POST, PUT, PATCH or DELETE. By position it may stand before the path, as in POST v1/task.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    public string Method { get; set; } = "GET";

    /// <summary>
    /// The parameters of the query, not encoded: @{ include = 'account'; filter = @{ uuid = $uuids } }. A list becomes a list with commas, a hashtable in it
    /// the name in brackets (filter[uuid]), a date ISO 8601 (a [datetime] without a time of day the day alone), a boolean true or false; what is $null is
    /// left out, and an empty list is an error. A parameter that -Path has as well is replaced.
    /// </summary>
    [Parameter]
    public IDictionary? Query { get; set; }

    /// <summary>
    /// What to send as JSON: a hashtable, an object or a list. Text (and bytes) is taken as JSON that is written already, and checked before it is sent. Each object
    /// from the pipeline is a request of its own; with -OutFile there can be one alone.
    /// </summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = ObjectSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = RawSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = FileSet)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Body { get; set; }

    /// <summary>Headers to send beside those of the connection. Token, account, host and what belongs to the body can't be among them.</summary>
    [Parameter]
    public IDictionary? Headers { get; set; }

    /// <summary>
    /// Gets a list page by page, and gives the items of every page as they come. An item with a uuid comes once. Where a page says nothing of the next one, pages are
    /// asked for until one brings nothing new. A page is as large as the API makes it: -Query @{ per_page = 500 } saves requests where the endpoint knows it.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = PaginateSet)]
    public SwitchParameter Paginate { get; set; }

    /// <summary>Gives the body as the text that came.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RawSet)]
    public SwitchParameter Raw { get; set; }

    /// <summary>Gives ordered dictionaries in place of objects. They tell names apart by case, and take names that no property can have.</summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = PaginateSet)]
    public SwitchParameter AsHashtable { get; set; }

    /// <summary>
    /// The file to write the body to, of any size. A relative path starts at the current location; brackets and other wildcard characters mean themselves. A file
    /// that is there is replaced once the new one is whole, and stays as it was where something goes wrong; who may read and write it stays the same. A link stays one,
    /// and the file that it leads to is written. A device or a pipe takes the body as it comes. The bytes are those of the server; only a token of the connection
    /// in them is replaced by ***.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string OutFile { get; set; } = string.Empty;

    /// <summary>The name of a variable for the headers of the answer, without the dollar sign; also where the status means an error. $null where no answer came.</summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = RawSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Alias("RHV")]
    [ValidateNotNullOrEmpty]
    public string? ResponseHeadersVariable { get; set; }

    /// <summary>The name of a variable for the status code of the answer, without the dollar sign; also where it means an error. $null where no answer came.</summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = RawSet)]
    [Parameter(ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? StatusCodeVariable { get; set; }

    /// <summary>
    /// Gives the body also where the status means an error, and no error; -OutFile stays as it was then. What comes of no answer at all is an error all the same.
    /// </summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = RawSet)]
    [Parameter(ParameterSetName = FileSet)]
    public SwitchParameter SkipHttpErrorCheck { get; set; }
}
