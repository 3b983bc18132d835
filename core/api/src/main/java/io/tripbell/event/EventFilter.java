// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import io.tripbell.definition.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which events are meant. All conditions hold together; each method returns a narrower copy. Immutable.
 *
 * @param types alternatives for the type: exact, or ending in one {@code *}; empty for every type
 * @param labels conditions on labels, all of which hold
 * @param related conditions on related resources, all of which hold
 * @param payload conditions on the payload, all of which hold
 * @param code a condition in code; null for a filter that can be written as data
 */
public record EventFilter(
        List<ValuePattern> types,
        List<LabelCondition> labels,
        List<RelatedCondition> related,
        List<PayloadCondition> payload,
        @Nullable Predicate<Event> code) {
    public EventFilter {
        types = List.copyOf(types);
        labels = List.copyOf(labels);
        related = List.copyOf(related);
        payload = List.copyOf(payload);
    }

    /** Every event from outside. */
    public static EventFilter any() {
        return new EventFilter(List.of(), List.of(), List.of(), List.of(), null);
    }

    /** Events of one of these types, such as {@code "flow-run.failed"} or {@code "dataset.*"}. */
    public static EventFilter type(String... patterns) {
        List<ValuePattern> types = new ArrayList<>(patterns.length);
        for (String pattern : patterns) types.add(EventTypes.pattern(pattern));
        return new EventFilter(types, List.of(), List.of(), List.of(), null);
    }

    /**
     * The label has one of these values. {@code *} at the end of a value matches a prefix, {@code *} alone needs the label
     * present; {@code !value} excludes every event that has it. See {@link LabelCondition} for what counts as a value.
     */
    public EventFilter label(String name, String... values) {
        return with(LabelCondition.parse(name, false, values));
    }

    /** The label has all of these values, as several related resources can bear it. */
    public EventFilter allOf(String name, String... values) {
        return with(LabelCondition.parse(name, true, values));
    }

    /** The id of the resource is one of these, in the form of {@link #label}. */
    public EventFilter resource(String... ids) {
        return label(LabelCondition.RESOURCE_ID, ids);
    }

    /** One related resource of the role has one of these ids. */
    public EventFilter related(String role, String... ids) {
        List<ValuePattern> patterns = Stream.of(ids).map(ValuePattern::parse).toList();
        return with(new RelatedCondition(role, Map.of(LabelCondition.RESOURCE_ID, patterns)));
    }

    /** One related resource of the role has all of these labels at once, each value in the form of {@link #label}. */
    public EventFilter related(String role, Map<String, String> labels) {
        Map<String, List<ValuePattern>> parts = new LinkedHashMap<>();
        labels.forEach((name, value) -> parts.put(name, List.of(ValuePattern.parse(value))));
        return with(new RelatedCondition(role, parts));
    }

    /** A place in the payload is as the condition says. */
    public EventFilter payload(PayloadCondition condition) {
        return new EventFilter(types, labels, related, plus(payload, condition), code);
    }

    /**
     * A condition in code: called on the caller's thread of {@code onEvent}, after every other condition held. A filter
     * with one cannot be written as data. If it throws, its automation does not fire and the failure is reported.
     */
    public EventFilter matching(Predicate<Event> condition) {
        Objects.requireNonNull(condition, "condition");
        Predicate<Event> both = code == null ? condition : code.and(condition);
        return new EventFilter(types, labels, related, payload, both);
    }

    /** Both this filter's conditions and another's. Types stay alternatives only where one of the two names none. */
    public EventFilter and(EventFilter other) {
        if (!types.isEmpty() && !other.types.isEmpty())
            throw new IllegalArgumentException("both filters name types: " + types + " and " + other.types);
        EventFilter joined = new EventFilter(
                types.isEmpty() ? other.types : types,
                joined(labels, other.labels),
                joined(related, other.related),
                joined(payload, other.payload),
                code);
        return other.code == null ? joined : joined.matching(other.code);
    }

    /** Whether the event is meant. Runs the condition in code, if there is one, and lets its exception pass. */
    public boolean matches(Event event) {
        if (!typeMatches(event)) return false;
        for (int i = 0; i < labels.size(); i++) if (!labels.get(i).matches(event)) return false;
        for (int i = 0; i < related.size(); i++) if (!related.get(i).matches(event)) return false;
        for (int i = 0; i < payload.size(); i++) if (!payload.get(i).matches(event)) return false;
        return code == null || code.test(event);
    }

    /** The first condition that an event does not meet, with both values; empty when it matches. Runs code as {@link #matches}. */
    public Optional<Comparison> mismatch(Event event) {
        List<Comparison> compared = compare(event);
        Comparison last = compared.isEmpty() ? null : compared.get(compared.size() - 1);
        return last == null || last.holds() ? Optional.empty() : Optional.of(last);
    }

    /**
     * What each condition wants and what the event has, in the order in which they are asked, up to the first that is not
     * met; empty for a filter without conditions. Runs the condition in code only when all others hold, and lets its
     * exception pass.
     */
    public List<Comparison> compare(Event event) {
        List<Comparison> compared = compareData(event);
        boolean dataHolds =
                compared.isEmpty() || compared.get(compared.size() - 1).holds();
        if (code == null || !dataHolds) return compared;
        return plus(compared, inCode(code.test(event)));
    }

    /** As {@link #compare} for an event of which it is known that it matches: the condition in code is not run again. */
    public List<Comparison> compareMatched(Event event) {
        List<Comparison> compared = compareData(event);
        return code == null ? compared : plus(compared, inCode(true));
    }

    private static Comparison inCode(boolean holds) {
        return new Comparison(Comparison.CODE, "yes", holds ? "yes" : "no", holds);
    }

    private List<Comparison> compareData(Event event) {
        List<Comparison> compared = new ArrayList<>();
        boolean holds = types.isEmpty()
                || holds(new Comparison("type", shown(types), event.type(), typeMatches(event)), compared);
        for (int i = 0; holds && i < labels.size(); i++)
            holds = holds(labels.get(i).compare(event), compared);
        for (int i = 0; holds && i < related.size(); i++)
            holds = holds(related.get(i).compare(event), compared);
        for (int i = 0; holds && i < payload.size(); i++)
            holds = holds(payload.get(i).compare(event), compared);
        return compared;
    }

    private static boolean holds(Comparison next, List<Comparison> compared) {
        compared.add(next);
        return next.holds();
    }

    /** Whether this filter can be written as data, which a condition in code prevents. */
    public boolean isData() {
        return code == null;
    }

    /** Reports conditions that no event can meet, alone or together. */
    public void check(Problems problems) {
        new LabelContradictions(labels, related).report(problems);
        new PayloadContradictions(payload).report(problems);
    }

    private boolean typeMatches(Event event) {
        boolean own = EngineEvents.isOwn(event);
        for (int i = 0; i < types.size(); i++) if (typeMatches(types.get(i), event, own)) return true;
        return types.isEmpty() && !own;
    }

    /** What the engine tells of itself is seen only by those who ask for it. */
    private static boolean typeMatches(ValuePattern type, Event event, boolean own) {
        return type.matches(event.type()) && (!own || type.text().startsWith(EngineEvents.PREFIX));
    }

    private EventFilter with(LabelCondition label) {
        return new EventFilter(types, plus(labels, label), related, payload, code);
    }

    private EventFilter with(RelatedCondition other) {
        return new EventFilter(types, labels, plus(related, other), payload, code);
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        if (more.isEmpty()) return some;
        if (some.isEmpty()) return more;
        List<T> all = new ArrayList<>(some.size() + more.size());
        all.addAll(some);
        all.addAll(more);
        return all;
    }

    private static <T> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }

    private static String shown(List<?> patterns) {
        StringJoiner shown = new StringJoiner("|");
        for (Object pattern : patterns) shown.add(pattern.toString());
        return shown.toString();
    }

    /** Every condition, in a stable form. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (!types.isEmpty()) parts.add("type is " + shown(types));
        labels.forEach(label -> parts.add(label.toString()));
        related.forEach(other -> parts.add(other.toString()));
        payload.forEach(condition -> parts.add(condition.toString()));
        if (code != null) parts.add("a condition in code");
        return parts.isEmpty() ? "any event" : String.join(" and ", parts);
    }
}
