// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.message.Fact;
import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import java.util.List;

/**
 * A message as HTML that mail programs show alike: styles at the elements, no script, nothing fetched. Every value is escaped
 * and has an element of its own, out of which marks that turn the direction of reading do not reach.
 */
final class HtmlBody {
    private static final String FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
    private static final String MONOSPACE = "font-family:ui-monospace,Menlo,Consolas,monospace;";

    private final StringBuilder html = new StringBuilder();
    private final String colour;

    private HtmlBody(Message message) {
        this.colour = colour(message);
    }

    static String of(Message message) {
        HtmlBody body = new HtmlBody(message);
        body.write(message);
        return body.html.toString();
    }

    private void write(Message message) {
        html.append(
                        "<!DOCTYPE html>\n<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">")
                .append("<meta name=\"color-scheme\" content=\"light dark\"><title>")
                .append(escaped(HeaderText.clean(message.title())))
                .append("</title></head>\n<body style=\"margin:0;padding:16px;font-size:14px;line-height:1.5;" + FONT)
                .append("\">\n<div style=\"max-width:720px;border-left:6px solid " + colour + ";padding:4px 16px\">\n");
        element("div", "font-size:12px;font-weight:bold;color:" + colour, MailBody.label(message));
        element("h1", "margin:4px 0 12px;font-size:18px;line-height:1.3", HeaderText.clean(message.title()));
        if (!message.text().isEmpty()) element("div", "margin:12px 0;white-space:pre-wrap", message.text());
        facts(message.facts());
        message.code()
                .ifPresent(code -> element(
                        "pre",
                        "margin:12px 0;padding:8px;border:1px solid #bdbdbd;border-radius:4px;font-size:12px;"
                                + "white-space:pre-wrap;word-break:break-word;" + MONOSPACE,
                        code));
        message.actions().forEach(this::button);
        message.links().forEach(this::link);
        element("div", "margin-top:16px;font-size:12px;color:#757575", MailBody.footer(message));
        html.append("</div>\n</body></html>\n");
    }

    private void facts(List<Fact> facts) {
        if (facts.isEmpty()) return;
        html.append("<table style=\"border-collapse:collapse;margin:12px 0;font-size:14px\">\n");
        for (Fact fact : facts) {
            html.append("<tr>");
            element("th", "text-align:left;vertical-align:top;padding:2px 16px 2px 0;color:#757575", fact.name());
            element("td", "vertical-align:top;padding:2px 0;white-space:pre-wrap;word-break:break-word", fact.value());
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    private void button(Link action) {
        anchor(
                action,
                "display:inline-block;margin:8px 8px 8px 0;padding:8px 16px;border-radius:4px;text-decoration:none;"
                        + "color:#ffffff;background:#1565c0");
    }

    private void link(Link link) {
        html.append("<div style=\"margin:4px 0\">");
        anchor(link, "color:#1565c0");
        html.append("</div>\n");
    }

    private void anchor(Link link, String style) {
        if (!Link.isLinkable(link.url())) return;
        html.append("<a href=\"")
                .append(escaped(link.url()))
                .append("\" style=\"")
                .append(style)
                .append("\"><bdi>");
        html.append(escaped(link.text())).append("</bdi></a>\n");
    }

    private void element(String name, String style, String value) {
        html.append('<')
                .append(name)
                .append(" dir=\"auto\" style=\"")
                .append(style)
                .append("\">");
        html.append(escaped(value)).append("</").append(name).append(">\n");
    }

    /** The value as it may stand in an element and between quotes of an attribute. */
    static String escaped(String value) {
        return PlainBody.lines(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String colour(Message message) {
        if (message.state() == MessageState.RESOLVED) return "#2e7d32";
        if (message.state() == MessageState.TEST) return "#546e7a";
        return switch (message.severity()) {
            case CRITICAL -> "#b71c1c";
            case ERROR -> "#d84315";
            case WARNING -> "#b26a00";
            case INFO -> "#1565c0";
        };
    }
}
