// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.pages;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.SimpleJavaFileObject;

/** An example of a page, made whole where only a part of a program is shown. */
final class JavaExample extends SimpleJavaFileObject {
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern TYPE =
            Pattern.compile("^(?:public |final )*(?:class|record) (\\w+)", Pattern.MULTILINE);
    private static final Pattern STATEMENT = Pattern.compile(";( *//.*)?$", Pattern.MULTILINE);
    private static final Pattern NEXT_EXPRESSION = Pattern.compile("\\n(?=[A-Za-z])");

    private static final String IMPORTS = """
            import static io.tripbell.action.Actions.*;
            import static io.tripbell.message.Severity.*;
            import static io.tripbell.orchestration.RunActions.*;
            import static io.tripbell.orchestration.StateGroup.*;
            import static io.tripbell.secret.Secret.secret;
            import static io.tripbell.trigger.Triggers.*;
            import static java.time.DayOfWeek.*;
            import static java.time.Duration.*;
            import com.example.ntfy.*;
            import com.example.rate.*;
            import io.tripbell.automation.*;
            import io.tripbell.engine.*;
            import io.tripbell.engine.replay.*;
            import io.tripbell.engine.time.*;
            import io.tripbell.event.*;
            import io.tripbell.example.pages.Scope;
            import io.tripbell.message.*;
            import io.tripbell.notifier.email.*;
            import io.tripbell.notifier.pagerduty.*;
            import io.tripbell.notifier.slack.*;
            import io.tripbell.notifier.twilio.*;
            import io.tripbell.notifier.webhook.*;
            import io.tripbell.notify.*;
            import io.tripbell.orchestration.*;
            import io.tripbell.secret.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            """;

    private final String page;
    private final int firstLine;
    private final int linesBefore;
    private final String source;

    private JavaExample(String page, int firstLine, String type, String before, String shown, String after) {
        super(URI.create("string:///" + type.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
        this.page = page;
        this.firstLine = firstLine;
        this.linesBefore = (int) before.lines().count();
        this.source = before + shown + after;
    }

    static JavaExample of(String page, int line, String shown) {
        Matcher unit = PACKAGE.matcher(shown);
        Matcher type = TYPE.matcher(shown);
        boolean typed = type.find();
        if (typed && unit.find())
            return new JavaExample(page, line, unit.group(1) + "." + type.group(1), "", shown, "");
        String start = "package shown;\n" + IMPORTS;
        if (typed) return new JavaExample(page, line, "shown." + type.group(1), start, shown, "");
        String name = "Shown" + Integer.toHexString(page.hashCode()) + "At" + line;
        String method = "abstract class " + name + " extends Scope { void shown() throws Exception {\n";
        return new JavaExample(page, line, "shown." + name, start + method, statements(shown), "}}");
    }

    private static String statements(String shown) {
        if (shown.startsWith(".")) return "AutomationEngine.builder()" + shown + ";";
        if (STATEMENT.matcher(shown).find()) return shown;
        return NEXT_EXPRESSION
                .splitAsStream(shown)
                .map(each -> "shown(" + each + "\n);")
                .collect(Collectors.joining());
    }

    /** Where a line of what is compiled stands. */
    String place(long line) {
        return page + ":" + (firstLine + line - 1 - linesBefore);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
    }
}
