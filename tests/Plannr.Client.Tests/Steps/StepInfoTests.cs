namespace Plannr.Client.Tests.Steps;

/// <summary>Tests how error messages are read from a step's <c>info</c>, a string that often looks like JSON but isn't.</summary>
public sealed class StepInfoTests : StepTests
{
    [Theory]
    [InlineData("\"[{errors : \"the account_uuid field is required\" }]\"", "the account_uuid field is required")]
    [InlineData("[{errors : \"the account_uuid field is required\" }]", "the account_uuid field is required")]
    [InlineData("""{"error": "No phone number"}""", "No phone number")]
    [InlineData("""[{"error": "one"}, {"error": "two"}]""", "one", "two")]
    [InlineData("""{"errors": ["one", "two", "one"]}""", "one", "two")]
    [InlineData("""{"exception": "TypeError"}""", "TypeError")]
    [InlineData("""{"result": {"failures": [{"reason": "bounced"}]}}""", "bounced")]
    [InlineData("""{"ERRORS": "loud"}""", "loud")]
    [InlineData("""{"Error Message": "spaced"}""", "spaced")]
    public async Task Errors_are_read_from_JSON_and_similar_text(string info, params string[] errors) =>
        await AssertErrorsAsync("completed", info, errors);

    [Theory]
    [InlineData("""{"message": "The given data was invalid.", "errors": {"email": ["The email field is required."], "name": ["Too short.", "Too plain."]}}""", "The email field is required.", "Too short.", "Too plain.")]
    [InlineData("""{"errors": {"title": ["The title field is required."], "email": ["The email field is required."]}}""", "The title field is required.", "The email field is required.")]
    [InlineData("""{"errors": {"message": ["The message field is required."], "to": ["The to field is required."]}}""", "The message field is required.", "The to field is required.")]
    [InlineData("""{"errors": {"email": "Taken."}}""", "Taken.")]
    [InlineData("""{"validation_errors": {"phone": ["missing"]}}""", "missing")]
    [InlineData("""{"validationErrors": {"phone": ["missing"]}}""", "missing")]
    public async Task Messages_for_all_fields_in_a_validation_error_are_read(string info, params string[] errors) =>
        await AssertErrorsAsync("completed", info, errors);

    [Theory]
    [InlineData("""{"errors": [{"code": 21211, "message": "Invalid 'To' number", "line": 12}, {"code": 1, "detail": "Blocked"}]}""", "Invalid 'To' number", "Blocked")]
    [InlineData("""{"error": {"type": "sms", "message": "No credit", "trace": ["a", "b"]}}""", "No credit")]
    [InlineData("""{"error": {"code": 7, "errors": ["one", "two"]}}""", "one", "two")]
    [InlineData("""{"error": {"code": 7}}""", "7")]
    [InlineData("""{"exception": "App\\Exceptions\\X", "message": "M", "file": "x.php", "line": 7, "trace": [{"class": "Y"}]}""", "M")]
    [InlineData("""{"message": "M", "exception": "App\\Exceptions\\X", "previous": {"message": "P", "exception": "TypeError"}}""", "M", "P")]
    [InlineData("""{"exception": "App\\Exceptions\\X", "message": ""}""", "App\\Exceptions\\X")]
    [InlineData("""{"exception": "It went wrong.", "message": "Sent"}""", "It went wrong.")]
    public async Task Message_in_an_error_object_is_read(string info, params string[] errors) =>
        await AssertErrorsAsync("completed", info, errors);

    [Theory]
    [InlineData("""{"error": true, "message": "Number is not valid"}""", "Number is not valid")]
    [InlineData("""{"error": 422, "message": "Number is not valid"}""", "Number is not valid")]
    [InlineData("""{"error": 422}""", "422")]
    [InlineData("""{"error": true}""", "true")]
    [InlineData("""{"success": false, "error": null, "message": "Recipient blocked"}""", "Recipient blocked")]
    [InlineData("""{"success": false, "message": "Recipient blocked"}""", "Recipient blocked")]
    [InlineData("""{"success": false, "error": "No credit", "message": "Not sent"}""", "No credit")]
    [InlineData("""{"success": false}""", "success: false")]
    [InlineData("""{"successful": false, "message": "Recipient blocked"}""", "Recipient blocked")]
    [InlineData("""{"succeeded": false, "message": "Recipient blocked"}""", "Recipient blocked")]
    [InlineData("""{"Succeeded": false}""", "Succeeded: false")]
    [InlineData("""{"failed": true, "message": "fm"}""", "fm")]
    [InlineData("""{"level": "error", "message": "LE"}""", "LE")]
    [InlineData("""{"sms": {"status": "failed", "reason": "Blocked"}, "email": {"status": "sent", "message": "Sent"}}""", "Blocked")]
    [InlineData("""{"has_errors": true, "message": "Two rows"}""", "Two rows")]
    public async Task Message_next_to_an_error_flag_is_read(string info, params string[] errors) =>
        await AssertErrorsAsync("completed", info, errors);

    [Theory]
    [InlineData("\"{\\\"errors\\\":[\\\"quoted once\\\"]}\"", "quoted once")]
    [InlineData("\"\\\"{\\\\\\\"errors\\\\\\\":[\\\\\\\"quoted twice\\\\\\\"]}\\\"\"", "quoted twice")]
    [InlineData("{\\\"errors\\\":[\\\"escaped\\\"]}", "escaped")]
    [InlineData("[{\\\"error\\\":\\\"escaped\\\"}]", "escaped")]
    public async Task Double_encoded_JSON_is_decoded(string info, params string[] errors) =>
        await AssertErrorsAsync("completed", info, errors);

    [Theory]
    [InlineData("{'errors': ['one', 'two']}", "one", "two")]
    [InlineData("{'error': 'it's broken'}", "it's broken")]
    [InlineData("[{errors : \"the \"to\" field is required\" }]", "the \"to\" field is required")]
    [InlineData("[{errors : \"Field \"name\", \"email\" required\" }]", "Field \"name\", \"email\" required")]
    [InlineData("[{errors : \"Field \"name\", \"email\", \"to\" required\", note : \"x\" }]", "Field \"name\", \"email\", \"to\" required")]
    [InlineData("[{errors : \"Field \"name\", email or \"to\"\" }]", "Field \"name\", email or \"to\"")]
    [InlineData("[{errors : \"Twilio: \"21211\": invalid\" }]", "Twilio: \"21211\": invalid")]
    [InlineData("\"[{errors : \"Twilio: \"21211\": invalid\" }]\"", "Twilio: \"21211\": invalid")]
    [InlineData("{errors: [\"Field \"name\", \"email\" required\", \"Twilio: \"21211\": invalid\"]}", "Field \"name\", \"email\" required", "Twilio: \"21211\": invalid")]
    [InlineData("{errors: ['it's one', 'it's two']}", "it's one", "it's two")]
    [InlineData("{errors: \"one\", error: \"two\",}", "one", "two")]
    [InlineData("['errors' => ['one', 'two']]", "one", "two")]
    [InlineData("{errors => one}", "one")]
    [InlineData("{errors = one, note = two}", "one")]
    [InlineData("{errors: the number, or the name}", "the number")]
    public async Task Notations_other_than_JSON_are_read(string info, params string[] errors) => await AssertErrorsAsync("completed", info, errors);

    [Theory]
    [InlineData("""{"error": "Ren\u00e9 \ud83d\ude00 a\/b"}""", "René \U0001F600 a/b")]
    [InlineData("""{"error": "line\nbreak\ttab"}""", "line\nbreak\ttab")]
    [InlineData("""{"error": "page\fback\bspace"}""", "page\fback\bspace")]
    [InlineData("""{"error": "bad \u12 escape"}""", "bad u12 escape")]
    [InlineData("""{"error": "lone \ud83d surrogate"}""", "lone \uFFFD surrogate")]
    public async Task Escape_sequences_are_decoded(string info, params string[] errors) => await AssertErrorsAsync("completed", info, errors);

    [Theory]
    [InlineData("[{errors : \"the account", "the account")]
    [InlineData("""{"errors": ["one", "two""", "one", "two")]
    [InlineData("""{"errors": {"a": ["one"]""", "one")]
    [InlineData("""{"errors": "one"}}]]""", "one")]
    public async Task Errors_in_truncated_or_unbalanced_text_are_read(string info, params string[] errors) => await AssertErrorsAsync("completed", info, errors);

    [Theory]
    [InlineData("""{"errors": []}""")]
    [InlineData("""{"errors": null}""")]
    [InlineData("""{"errors": {}}""")]
    [InlineData("""{"error": false}""")]
    [InlineData("""{"error": ""}""")]
    [InlineData("""{"error": 0, "error_message": null}""")]
    [InlineData("""{"errors": [null, ""], "message": "Sent"}""")]
    [InlineData("""{"errors_count": 0, "message": "Sent"}""")]
    [InlineData("errors: []")]
    [InlineData("error: none")]
    [InlineData("""{"errors": "No errors"}""")]
    [InlineData("""{"errors": "No errors found."}""")]
    [InlineData("""{"error": "OK"}""")]
    [InlineData("""{"exception": "none", "message": "Sent"}""")]
    [InlineData("""{"success": true, "failed": false, "level": "info", "status": "sent", "message": "Sent"}""")]
    [InlineData("""{"failed": 0, "success": 10}""")]
    [InlineData("""{"continue_on_error": true, "max_errors": 5, "message": "Sent"}""")]
    public async Task Fields_that_report_no_error_are_not_read_as_errors(string info) => await AssertErrorsAsync("completed", info);

    [Theory]
    [InlineData("""{"message": "SMS sent", "sid": "SM1"}""")]
    [InlineData("SMS sent to +44 7700 900000")]
    [InlineData("Sent without errors")]
    [InlineData("Error-free delivery")]
    [InlineData("Error free delivery")]
    [InlineData("Sent: 10, failed: 0")]
    [InlineData("10 sent, 0 failed")]
    [InlineData("Failed: 0, sent: 10")]
    [InlineData("Sent. Errors: none, bounces: none")]
    [InlineData("Checked the failed payments list")]
    [InlineData("Welcome to Ferris & Co")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Ordinary_info_of_a_completed_step_is_not_an_error(string info) => await AssertErrorsAsync("completed", info);

    [Theory]
    [InlineData("Error: no phone number")]
    [InlineData("Failed to send")]
    [InlineData("Exception - time-out")]
    [InlineData("Error-5001")]
    [InlineData("Email delivery failed")]
    [InlineData("Email delivery failed.")]
    [InlineData("Email delivery failed because the mailbox is full")]
    [InlineData("Delivery failed: mailbox full")]
    [InlineData("SMTP error: mailbox full")]
    public async Task Plain_text_that_reports_an_error_is_read_as_an_error(string info) => await AssertErrorsAsync("completed", info, info);

    [Theory]
    [InlineData("The client has no phone number", "The client has no phone number")]
    [InlineData("""{"message": "No phone number"}""", "No phone number")]
    [InlineData("""[{"message": "one"}, {"detail": "two"}]""", "one", "two")]
    [InlineData("""["one", "two"]""", "one", "two")]
    [InlineData("""{"errors": ["one"], "message": "two"}""", "one")]
    [InlineData("""{"code": 7}""", """{"code": 7}""")]
    [InlineData("\"quoted\"", "quoted")]
    [InlineData("[]")]
    [InlineData("\"\"")]
    [InlineData("\"\\\" \\\"\"")]
    [InlineData("")]
    public async Task Info_of_a_failed_step_is_read_as_error_messages(string info, params string[] errors)
    {
        AutomationStep step = await GetStepAsync("failed", info);

        Assert.Equal(errors, step.Errors);
        Assert.True(step.HasError);
        Assert.Equal(info, step.Info);
    }

    [Theory]
    [InlineData("""{"errors": ["one"]}""")]
    [InlineData("""[{"a": 1}, "b"]""")]
    public async Task JSON_info_is_kept_as_text(string json)
    {
        AutomationStep step = (await Api.GetAsync($$"""{"steps": [{"info": {{json}}, "name": "S"}]}""")).Steps[0];

        Assert.Equal(json, step.Info);
        Assert.Equal(json.Contains("errors", System.StringComparison.Ordinal), step.HasError);
        Assert.Equal("S", step.Name);
    }
}
