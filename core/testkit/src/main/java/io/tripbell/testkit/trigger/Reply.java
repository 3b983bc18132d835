// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Signal;
import io.tripbell.trigger.StateReader;
import io.tripbell.trigger.StateWriter;
import io.tripbell.trigger.Step;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step as a value that can be compared, whatever the state is made of. Immutable.
 *
 * @param state the state's bytes in hexadecimal digits; empty for none
 */
record Reply(String state, @Nullable Instant wakeAt, boolean armed, List<Signal> signals) {

    static <S> Reply of(Evaluator<S> evaluator, Step<S> step) {
        return new Reply(form(evaluator, step.state()), step.wakeAt(), step.armed(), step.signals());
    }

    static <S> String form(Evaluator<S> evaluator, @Nullable S state) {
        if (state == null) return "";
        StateWriter out = new StateWriter();
        evaluator.write(state, out);
        return HexFormat.of().formatHex(out.toBytes());
    }

    static <S> @Nullable S restored(Evaluator<S> evaluator, String form) {
        return form.isEmpty()
                ? null
                : evaluator.read(new StateReader(HexFormat.of().parseHex(form)));
    }
}
