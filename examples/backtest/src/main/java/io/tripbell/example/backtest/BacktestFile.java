// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.backtest;

import io.tripbell.automation.Automation;
import io.tripbell.engine.Backtest;
import io.tripbell.engine.replay.BacktestReport;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What two sets of automations would have done over the events of a file, and how they differ. */
public final class BacktestFile {
    private static final int DONE = 0;
    private static final int REFUSED = 2;

    private BacktestFile() {}

    /** Exits with 0, or with 2 after it said what is wrong with the arguments or the file. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            Options options = Options.parse(arguments);
            BacktestReport inForce = replay(Rules.inForce(options.limit()), options);
            BacktestReport proposed = replay(Rules.proposed(options.limit()), options);
            new Table(options.zone(), out).print(inForce, proposed);
            return DONE;
        } catch (UsageException | BadFileException e) {
            err.println(e.getMessage());
        } catch (UncheckedIOException | IOException e) {
            err.println("the file cannot be read: " + e.getMessage());
        }
        return REFUSED;
    }

    private static BacktestReport replay(List<Automation> rules, Options options) throws IOException {
        Backtest backtest = Backtest.of(rules).zone(options.zone());
        options.until().ifPresent(backtest::until);
        try (EventFile events = EventFile.open(options)) {
            BacktestReport report = backtest.over(events);
            events.throwIfBad();
            return report;
        }
    }
}
