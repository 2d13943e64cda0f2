namespace Plannr.Client.Reports.Page;

/// <summary>Writes the page. Markup of our own goes through <see cref="Raw"/>, and every piece of data through <see cref="Text"/>.</summary>
internal sealed class Markup(TextWriter writer)
{
    public Markup Raw(string markup)
    {
        writer.Write(markup);
        return this;
    }

    /// <summary>Writes a number with separated thousands.</summary>
    public Markup Number(int number) => Raw(number.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>Writes data: text between tags, or the value of an attribute in double quotation marks.</summary>
    public Markup Text(string? text)
    {
        foreach (char letter in SafeText.Of(text))
        {
            switch (letter)
            {
                case '<':
                    writer.Write("&lt;");
                    break;
                case '>':
                    writer.Write("&gt;");
                    break;
                case '&':
                    writer.Write("&amp;");
                    break;
                case '"':
                    writer.Write("&quot;");
                    break;
                case '\'':
                    writer.Write("&#39;");
                    break;
                default:
                    writer.Write(letter);
                    break;
            }
        }

        return this;
    }
}
