using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using static Plannr.Client.Tests.Reports.SampleExecutions;

namespace Plannr.Client.Tests.Reports.InBrowser;

/// <summary>
/// A report in a wide and in a narrow browser window. A test script operates the page as a reader would. The page's content security policy stays in effect,
/// with the hash of the test script added, so the page's own script and style work only if their hashes are correct.
/// </summary>
public sealed class ProbedReport : IAsyncLifetime
{
    private const string Probe = """
        (() => {
          const answers = {};
          const table = document.getElementById('runs');
          const filters = document.querySelector('.filters');
          const [find, state, errors, all] = ['[type=search]', 'select', '[type=checkbox]', 'button'].map((selector) => filters.querySelector(selector));
          const looks = (element, property) => getComputedStyle(element)[property];
          const isSeen = (element) => element.getClientRects().length > 0;
          const bodies = () => Array.from(table.tBodies).filter(isSeen);
          const names = () => bodies().map((body) => body.querySelector('b').textContent).join(' ');
          const output = () => filters.querySelector('output').textContent;
          const set = (control, property, value) => { control[property] = value; control.dispatchEvent(new Event('input', { bubbles: true })); };
          const answer = (question, value) => { answers[question] = String(value); };

          answer('filters', isSeen(filters));
          answer('all', names());
          answer('all counted', output());
          for (const text of ['XU', 'no number', 'wel client.created', document.querySelector('#runs .u').textContent, 'nothing like it']) {
            set(find, 'value', text);
            answer('find ' + (text.includes('-') ? 'uuid' : text), names());
            answer('counted ' + (text.includes('-') ? 'uuid' : text), output());
            answer('none ' + text, isSeen(document.querySelector('.none')));
          }
          set(find, 'value', '');
          for (const option of state.options) {
            set(state, 'value', option.value);
            answer('state ' + option.textContent, names());
          }
          set(errors, 'checked', true);
          answer('errors in all', (set(state, 'value', ''), names()));
          set(find, 'value', 'xu');
          answer('errors and find', names());
          set(errors, 'checked', false);
          set(find, 'value', '');

          const sorted = () => Array.from(table.tHead.rows[0].cells, (header) => header.getAttribute('aria-sort') ?? '').join(',');
          for (const header of Array.from(table.tHead.rows[0].cells)) {
            for (const time of ['once', 'twice']) {
              header.querySelector('button').click();
              answer(`${header.textContent} ${time}`, names());
              answer(`${header.textContent} ${time} marked`, sorted());
            }
          }

          const open = () => Array.from(table.tBodies, (body) => `${body.querySelector('b button').getAttribute('aria-expanded')}/${isSeen(body.rows[1])}`).join(' ');
          const first = table.tBodies[0];
          answer('closed', open());
          first.querySelector('b button').click();
          answer('opened by its name', open());
          first.rows[0].cells[5].click();
          answer('closed by its row', open());
          all.click();
          answer('all opened', open());
          answer('all opened says', all.textContent);
          all.click();
          answer('all closed', open());
          answer('all closed says', all.textContent);

          const copy = (text) => {
            const shown = document.querySelector('.none');
            shown.hidden = false;
            shown.textContent = text;
            getSelection().selectAllChildren(shown);
            const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
            document.dispatchEvent(event);
            shown.hidden = true;
            return event.defaultPrevented ? event.clipboardData : null;
          };
          answer('copied formula', copy('=1+1').getData('text/plain'));
          answer('copied formula as HTML', copy('=1+1').getData('text/html'));
          answer('copied number', copy('+44 7700 900123') ? 'guarded' : 'not touched');

          answer('too wide', document.documentElement.scrollWidth > innerWidth);
          answer('table', looks(table, 'display'));
          answer('header', looks(table.tHead.rows[0].cells[0], 'position'));
          answer('light', looks(document.body, 'backgroundColor'));
          const rules = Array.from(document.styleSheets[0].cssRules);
          const use = (condition) => { rules.find((rule) => rule.conditionText === condition).media.mediaText = 'all'; };
          use('(prefers-color-scheme: dark)');
          answer('dark', looks(document.body, 'backgroundColor') + ' ' + looks(document.body, 'color'));
          use('print');
          answer('printed', looks(document.body, 'backgroundColor') + ' ' + looks(document.body, 'color'));
          answer('printed filters', [find, state, all].some(isSeen));

          const result = document.createElement('pre');
          result.id = 'probe';
          result.textContent = JSON.stringify(answers);
          document.body.append(result);
        })();
        """;

    private IReadOnlyDictionary<string, string> _wide = new Dictionary<string, string>();
    private IReadOnlyDictionary<string, string> _narrow = new Dictionary<string, string>();

    /// <summary>Gets the test script's answer to a question when the window is wide.</summary>
    public string this[string question] => _wide[question];

    /// <summary>Returns the test script's answer to a question when the window is narrow.</summary>
    public string InNarrow(string question) => _narrow[question];

    public async Task InitializeAsync()
    {
        if (Browser.Path is not null)
        {
            string page = WithProbe(Report().Source);
            _wide = await ProbeAsync(page, 1200);
            _narrow = await ProbeAsync(page, 500);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static ReportPage Report() => ReportPage.Of(
        Run("completed", Noon(10), "welcome10", "Mabel", Step("a", "completed", Noon(10)), Step("b", "completed", Noon(10))),
        Run("failed", Noon(9), "Review", "Xu", Step("a", "completed", Noon(9)), Step("b", "failed", Noon(9), null, "no number"), Step("c", "pending")),
        Run("in_progress", Noon(8), "welcome9"),
        Run("in progress", null, "Other", "adam", Step("a", "completed", null, null, "bounced"), Step("b", "pending")));

    private static string WithProbe(string source)
    {
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Probe.ReplaceLineEndings("\n"))));
        return source
            .Replace("; script-src ", $"; script-src 'sha256-{hash}' ", StringComparison.Ordinal)
            .Replace("</body>", $"<script>{Probe.ReplaceLineEndings("\n")}</script></body>", StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyDictionary<string, string>> ProbeAsync(string page, int width)
    {
        string document = await Browser.OpenAsync(page, width);
        Match result = Regex.Match(document, "<pre id=\"probe\">(.*?)</pre>", RegexOptions.Singleline);
        Assert.True(result.Success, "The test script did not finish. An element that it uses may be missing from the page.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(WebUtility.HtmlDecode(result.Groups[1].Value))!;
    }
}
