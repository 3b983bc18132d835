// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.message.Texts;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.notify.SendResult.Rejected;
import io.tripbell.notify.SendResult.TryLater;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a plug-in's answer fit to be stored and shown: complete, of bounded size, on one line each, and without secrets. */
final class BoundedResult {
    private static final int LONGEST_CODE = 100;
    private static final int LONGEST_DETAIL = 1_000;
    private static final int LONGEST_EXCHANGE = 2_048;
    private static final int MOST_REMEMBERED = 16;
    private static final int LONGEST_REMEMBERED = 2_000;
    /** What is looked through for secrets; more is not shown anyway. */
    private static final int LONGEST_READ = 64 * 1024;

    private final Redactor redactor;

    BoundedResult(Redactor redactor) {
        this.redactor = redactor;
    }

    SendResult of(SendResult raw) {
        if (raw instanceof Accepted accepted) return accepted(accepted);
        if (raw instanceof TryLater later)
            return new TryLater(
                    Objects.requireNonNullElse(later.kind(), TryLater.Kind.SHORT),
                    code(later.code()),
                    text(later.detail(), LONGEST_DETAIL),
                    later.retryAfterOrNull(),
                    exchange(later.exchange()));
        if (raw instanceof Rejected rejected)
            return new Rejected(
                    code(rejected.code()),
                    text(rejected.detail(), LONGEST_DETAIL),
                    Objects.requireNonNullElse(rejected.scope(), Rejected.Scope.DELIVERY),
                    exchange(rejected.exchange()));
        throw new AssertionError(raw);
    }

    /** A text without secrets, on one line. */
    String detail(String text) {
        return text(text, LONGEST_DETAIL);
    }

    private SendResult accepted(Accepted raw) {
        Map<String, String> kept = new LinkedHashMap<>();
        raw.remember().forEach((name, value) -> {
            if (kept.size() < MOST_REMEMBERED && isFit(name) && isFit(value)) kept.put(name, value);
        });
        String detail = text(raw.detail(), LONGEST_DETAIL);
        int leftOut = raw.remember().size() - kept.size();
        if (leftOut > 0) {
            String note = leftOut + " values to remember were left out: too many, too large, or holding a secret";
            detail = detail.isEmpty() ? note : detail + "; " + note;
        }
        return new Accepted(detail, kept, exchange(raw.exchange()));
    }

    /** A value with a hole in it could address another thread or incident, so one that holds a secret is left out. */
    private boolean isFit(String text) {
        return text.length() <= LONGEST_REMEMBERED && !redactor.finds(text);
    }

    private String code(@Nullable String raw) {
        String code = text(raw, LONGEST_CODE);
        return code.isBlank() ? "UNKNOWN" : code;
    }

    private Exchange exchange(@Nullable Exchange raw) {
        if (raw == null) return Exchange.none();
        return new Exchange(text(raw.request(), LONGEST_EXCHANGE), text(raw.reply(), LONGEST_EXCHANGE));
    }

    private String text(@Nullable String raw, int longest) {
        if (raw == null) return "";
        String read = raw.length() <= LONGEST_READ ? raw : raw.substring(0, LONGEST_READ);
        return Texts.cut(Texts.oneLine(redactor.redact(read)), longest);
    }
}
