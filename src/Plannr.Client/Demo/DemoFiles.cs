namespace Plannr.Client.Demo;

/// <summary>The reports, imports and files of the demo. Each poll advances reports and imports. An import does not change other records.</summary>
internal sealed class DemoFiles(DemoRecords records, DemoWrites writes)
{
    private const string Types =
        "business_staff_members,charges,circles,clients,group_scheme_members,incomes,notes,plans,premiums,tasks,valuations,seccl_valuations,expenses,provider_statement";

    /// <summary>A lookahead that matches only outside quoted cells, where an even number of quotation marks follows.</summary>
    private const string Unquoted = "(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

    /// <summary>Returns a file, report or import in the API's format. Download URLs refer to the server that received the request.</summary>
    public JsonObject Show(JsonObject record, DemoRequest request)
    {
        JsonObject json = records.Write(record);
        foreach (JsonObject file in json.Items("files").OfType<JsonObject>().Append(json["error_report"] as JsonObject ?? json).Where(file => file.ContainsKey("download_url")))
        {
            file["download_url"] = new Uri(new Uri(request.Address), "/file/" + file.Text("uuid")).AbsoluteUri;
        }

        return json;
    }

    public JsonObject CreateReport(DemoRequest request)
    {
        JsonObject body = request.ReadBody();
        writes.Validate(
            body,
            ("name", "required"),
            ("report_type_id", body["report_template_uuid"] is null ? "required" : string.Empty),
            ("template_name", body["save_as_template"] is null ? string.Empty : "required"));
        JsonObject report = writes.Create(request, "report", "Report", body, "name", "report_type_id");
        report["created_by"] = DemoRecords.Link("account", writes.Caller(request).Text("uuid"));
        return report;
    }

    /// <summary>Returns a report, which is half done at the first poll and complete at the second.</summary>
    public JsonObject LookAtReport(DemoRequest request)
    {
        JsonObject report = records.Get("report", request.Arguments[0]);
        int progress = Math.Min(100, (int)report["progress"]! + 50);
        if (progress != (int)report["progress"]!)
        {
            report["progress"] = progress;
            report["status"] = progress < 100 ? "processing" : "completed";
            report["updated_at"] = request.Time;
            report["files"] = progress < 100 ? new JsonArray()
                : new JsonArray(CreateFile(request, $"{report.Text("name")}.csv", "Category,Period,Value\r\nClients,Last month,18\r\n"));
        }

        return report;
    }

    public JsonObject Upload(DemoRequest request)
    {
        JsonObject body = request.ReadBody();
        writes.Validate(body, ("name", "required"), ("file", "required"));
        return (JsonObject)records.Resolve(CreateFile(request, body.Text("name")!, body.Text("file")!))!;
    }

    public JsonObject CreateImport(DemoRequest request)
    {
        JsonObject body = request.ReadBody();
        writes.Validate(body, ("type", "required"), ("type", "in:" + Types), ("mode", "required"), ("mode", "in:store,update,validate"), ("file", "required"));
        JsonObject import = writes.Create(request, "import", "Import", body, "type", "mode");
        import["_csv"] = body["file"]!.DeepClone();
        import["account"] = DemoRecords.Link("account", writes.Caller(request).Text("uuid"));
        return import;
    }

    public JsonObject MapImport(DemoRequest request)
    {
        JsonObject import = records.Get("import", request.Arguments[0]);
        JsonObject body = request.ReadBody();
        string[] columns = Cells(Lines(import)[0]);
        writes.Validate(body, ("headers", "required"));
        if (((JsonObject)body["headers"]!).FirstOrDefault(pair => !columns.Contains(pair.Value.Text())) is { Key: { } header })
        {
            throw new DemoException((HttpStatusCode)422, $"The selected headers.{header} is invalid.");
        }

        import["mapping"] = body["headers"]!.DeepClone();
        return import;
    }

    public JsonObject StartImport(DemoRequest request)
    {
        JsonObject import = records.Get("import", request.Arguments[0]);
        if (import["mapping"] is not JsonObject { Count: > 0 })
        {
            throw new DemoException((HttpStatusCode)422, "The import has no mapping.");
        }

        import["status"] = "processing";
        import["total_jobs"] = Lines(import).Length - 1;
        import["jobs_remaining"] = Lines(import).Length - 1;
        return import;
    }

    /// <summary>Advances the running imports: half of the rows at the first poll, the rest at the second. A row fails if its email address has no @.</summary>
    public void LookAtImports(DemoRequest request)
    {
        foreach (JsonObject import in records["import"].Where(import => import.Text("status") == "processing"))
        {
            bool isDone = (int)import["jobs_remaining"]! < (int)import["total_jobs"]! || (int)import["total_jobs"]! < 2;
            import["jobs_remaining"] = isDone ? 0 : (int)import["total_jobs"]! / 2;
            import["progress"] = isDone ? 100 : 50;
            import["updated_at"] = request.Time;
            if (isDone)
            {
                Finish(request, import);
            }
        }
    }

    public HttpResponseMessage Download(string uuid)
    {
        JsonObject file = records.Get("file", uuid);
        return new HttpResponseMessage { Content = new StringContent(file.Text("_content")!, Encoding.UTF8, file.Text("type")!) };
    }

    private void Finish(DemoRequest request, JsonObject import)
    {
        string[] lines = Lines(import);
        int email = Array.IndexOf(Cells(lines[0]), import["mapping"]!.Text("Email"));
        int[] failed = [.. Enumerable.Range(1, lines.Length - 1).Where(row => email >= 0 && Cells(lines[row]).ElementAtOrDefault(email) is { Length: > 0 } text && !text.Contains('@'))];
        import["status"] = "completed";
        import["failed_jobs"] = failed.Length;
        import["errors"] = new JsonArray([.. failed.Take(25).Select(row => new JsonObject { ["row"] = row, ["message"] = "The email must be a valid email address.", ["values"] = lines[row] })]);
        import["error_report"] = failed.Length == 0 ? null : CreateFile(request, "import-errors.csv", string.Join("\r\n", failed.Select(row => lines[row]).Prepend(lines[0])) + "\r\n");
    }

    private JsonNode? CreateFile(DemoRequest request, string name, string content)
    {
        JsonObject file = records.Create("file", request);
        file["filename"] = name;
        file["name"] = Path.GetFileNameWithoutExtension(name);
        file["size"] = Encoding.UTF8.GetByteCount(content).ToString(CultureInfo.InvariantCulture);
        file["uploaded_at"] = request.Time;
        file["_content"] = content;
        records["file"].Add(file);
        return DemoRecords.Link("file", file.Text("uuid"));
    }

    private static string[] Lines(JsonObject import) => [.. Regex.Split(import.Text("_csv")!, "[\r\n]+" + Unquoted).Where(line => line.Length > 0)];

    private static string[] Cells(string line) => [.. Regex.Split(line.TrimStart('\uFEFF'), "," + Unquoted).Select(cell => cell.Trim('"'))];
}
