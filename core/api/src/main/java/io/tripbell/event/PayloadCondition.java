// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a place in the payload. Numbers compare by value, whatever their type; text is compared exactly. A place
 * where nothing stands meets no condition but {@link #absent}. Immutable.
 *
 * @param pointer the place
 * @param test what is asked of the value
 * @param operands what it is compared with; their number is fixed by the test
 */
public record PayloadCondition(JsonPointer pointer, Test test, List<Object> operands) {

    /** What is asked of a value. */
    public enum Test {
        IS,
        GREATER_THAN,
        AT_LEAST,
        LESS_THAN,
        AT_MOST,
        EXISTS,
        ABSENT,
        STARTS_WITH
    }

    public PayloadCondition {
        operands = Collections.unmodifiableList(new ArrayList<>(operands));
        boolean none = test == Test.EXISTS || test == Test.ABSENT;
        if (none != operands.isEmpty()) throw new IllegalArgumentException(test + " with operands " + operands);
    }

    /** The value is one of these: text, numbers or booleans. */
    public static PayloadCondition is(String pointer, Object... values) {
        return new PayloadCondition(new JsonPointer(pointer), Test.IS, List.of(values));
    }

    public static PayloadCondition greaterThan(String pointer, Number bound) {
        return new PayloadCondition(new JsonPointer(pointer), Test.GREATER_THAN, List.of(bound));
    }

    public static PayloadCondition atLeast(String pointer, Number bound) {
        return new PayloadCondition(new JsonPointer(pointer), Test.AT_LEAST, List.of(bound));
    }

    public static PayloadCondition lessThan(String pointer, Number bound) {
        return new PayloadCondition(new JsonPointer(pointer), Test.LESS_THAN, List.of(bound));
    }

    public static PayloadCondition atMost(String pointer, Number bound) {
        return new PayloadCondition(new JsonPointer(pointer), Test.AT_MOST, List.of(bound));
    }

    /** Something other than null stands there. */
    public static PayloadCondition exists(String pointer) {
        return new PayloadCondition(new JsonPointer(pointer), Test.EXISTS, List.of());
    }

    /** Nothing or null stands there. */
    public static PayloadCondition absent(String pointer) {
        return new PayloadCondition(new JsonPointer(pointer), Test.ABSENT, List.of());
    }

    /** The value is text that starts so. */
    public static PayloadCondition startsWith(String pointer, String prefix) {
        return new PayloadCondition(new JsonPointer(pointer), Test.STARTS_WITH, List.of(prefix));
    }

    boolean matches(Event event) {
        return meets(pointer.in(event.payload()));
    }

    /** Whether a value, null for none, is as this condition says. */
    boolean meets(@Nullable Object value) {
        if (value == null) return test == Test.ABSENT;
        return switch (test) {
            case IS -> operands.stream().anyMatch(operand -> same(value, operand));
            case GREATER_THAN -> compared(value) > 0 && isNumber(value);
            case AT_LEAST -> compared(value) >= 0 && isNumber(value);
            case LESS_THAN -> compared(value) < 0 && isNumber(value);
            case AT_MOST -> compared(value) <= 0 && isNumber(value);
            case EXISTS -> true;
            case ABSENT -> false;
            case STARTS_WITH -> value instanceof String text && text.startsWith((String) operands.get(0));
        };
    }

    boolean isLowerBound() {
        return test == Test.GREATER_THAN || test == Test.AT_LEAST;
    }

    boolean isUpperBound() {
        return test == Test.LESS_THAN || test == Test.AT_MOST;
    }

    boolean asksForNumber() {
        return isLowerBound() || isUpperBound();
    }

    /** Whether no number lies above this lower bound and below an upper one. */
    boolean leavesNothingBelow(PayloadCondition upper) {
        int order = decimal(operands.get(0)).compareTo(decimal(upper.operands.get(0)));
        boolean open = test == Test.GREATER_THAN || upper.test == Test.LESS_THAN;
        return order > 0 || (order == 0 && open);
    }

    Comparison compare(Event event) {
        Object value = pointer.in(event.payload());
        return new Comparison("payload " + pointer, wanted(), found(value), matches(event));
    }

    /** Text and other plain values as they are; of a map or list only how large it is, as it may hold anything. */
    private String found(@Nullable Object value) {
        if (value == null) return Comparison.NOTHING;
        if (value instanceof Map<?, ?> map) return "a map of " + map.size();
        if (value instanceof List<?> list) return "a list of " + list.size();
        boolean onlyPresence = test == Test.EXISTS || test == Test.ABSENT;
        return onlyPresence ? "a value" : value.toString();
    }

    private String wanted() {
        String words =
                test == Test.IS ? "" : test.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " ";
        return (words + operands.stream().map(String::valueOf).collect(Collectors.joining("|"))).strip();
    }

    private static boolean same(Object value, Object operand) {
        if (isNumber(value) && isNumber(operand)) return decimal(value).compareTo(decimal(operand)) == 0;
        return value.equals(operand);
    }

    private int compared(Object value) {
        return isNumber(value) ? decimal(value).compareTo(decimal(operands.get(0))) : 0;
    }

    private static boolean isNumber(Object value) {
        return value instanceof Number;
    }

    private static BigDecimal decimal(Object number) {
        if (number instanceof BigDecimal decimal) return decimal;
        if (number instanceof BigInteger big) return new BigDecimal(big);
        if (number instanceof Double || number instanceof Float) return new BigDecimal(number.toString());
        return BigDecimal.valueOf(((Number) number).longValue());
    }

    @Override
    public String toString() {
        String words = test.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return operands.isEmpty() ? pointer + " " + words : pointer + " " + words + " " + operands;
    }
}
