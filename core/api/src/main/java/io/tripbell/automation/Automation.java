// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import io.tripbell.action.Action;
import io.tripbell.definition.Problems;
import io.tripbell.delivery.Quota;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import io.tripbell.message.Severity;
import io.tripbell.trigger.EventSelection;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trigger and what is done when it fires and when it resolves. Immutable.
 *
 * @param id unique in an engine; 1 to 100 of {@code a-z 0-9 - _ .}
 * @param name what people call it; not unique
 * @param trigger what it waits for
 * @param resolutionOrNull which event ends its incidents; null when the trigger itself says so, or nothing does
 * @param actions what is done when it fires, each started independently of the others
 * @param onResolve what is done when it resolves
 * @param severity how bad a firing is, unless an action says otherwise; default {@code ERROR}
 * @param muting when it tells nobody, or not everything
 * @param confirmationOrNull the name of the confirmation that the host is asked for before it acts; null for none
 */
public record Automation(
        String id,
        String name,
        Trigger trigger,
        @Nullable Resolution resolutionOrNull,
        List<Action> actions,
        List<Action> onResolve,
        Severity severity,
        Muting muting,
        @Nullable String confirmationOrNull) {

    public Automation {
        Objects.requireNonNull(trigger, "trigger");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(muting, "muting");
        actions = ActionNames.named(actions);
        onResolve = ActionNames.named(onResolve);
        if (!Slug.isId(id)) throw new IllegalArgumentException("an id is 1 to 100 of a-z 0-9 - _ . : '" + id + "'");
        if (name.isBlank()) throw new IllegalArgumentException("name must not be blank");
    }

    /** Begins an automation with the name that people see; its id is made from it unless one is given. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Which event ends its incidents. */
    public Optional<Resolution> resolution() {
        return Optional.ofNullable(resolutionOrNull);
    }

    /** The name of the confirmation that the host is asked for before it acts. */
    public Optional<String> confirmation() {
        return Optional.ofNullable(confirmationOrNull);
    }

    /** The same with other actions. */
    public Automation with(List<Action> actions, List<Action> onResolve) {
        return new Automation(
                id, name, trigger, resolutionOrNull, actions, onResolve, severity, muting, confirmationOrNull);
    }

    /** The same, muted otherwise. */
    public Automation with(Muting muting) {
        return new Automation(
                id, name, trigger, resolutionOrNull, actions, onResolve, severity, muting, confirmationOrNull);
    }

    /** Builds an {@link Automation}. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private @Nullable String id;
        private @Nullable Trigger trigger;
        private @Nullable Resolution resolution;
        private @Nullable EventSelection ending;
        private final List<Action> actions = new ArrayList<>();
        private final List<Action> onResolve = new ArrayList<>();
        private Severity severity = Severity.ERROR;
        private final List<MuteWindow> muteWindows = new ArrayList<>();
        private Waking waking = Muting.NONE.waking();
        private @Nullable Quota damping;
        private @Nullable Quota cap;
        private @Nullable String confirmation;

        private Builder(String name) {
            if (name.isBlank()) throw new IllegalArgumentException("name must not be blank");
            this.name = name;
        }

        /** The id; default: the name in lower case, what is not {@code a-z 0-9 - _ .} replaced by {@code -}. */
        public Builder id(String id) {
            this.id = Objects.requireNonNull(id, "id");
            return this;
        }

        /** What it waits for; required. */
        public Builder when(Trigger trigger) {
            this.trigger = Objects.requireNonNull(trigger, "trigger");
            return this;
        }

        /**
         * Which event ends its incidents. Where the selection states its own key (a run's does: the flow), incidents are kept
         * under that key, so that a flow's next success ends what any of its runs began; else under the trigger's key.
         */
        public Builder resolvedBy(EventSelection selection) {
            this.ending = Objects.requireNonNull(selection, "selection");
            return this;
        }

        /** Events that end its incidents, found by the trigger's own key. */
        public Builder resolvedBy(EventFilter filter) {
            this.ending = null;
            this.resolution = new Resolution(filter, null);
            return this;
        }

        /** Events that end its incidents, found by a key that firing and resolving events share. */
        public Builder resolvedBy(EventFilter filter, KeyPart... key) {
            this.ending = null;
            this.resolution = new Resolution(filter, EventKey.of(key));
            return this;
        }

        /** What is done when it fires; several are started independently of each other. */
        public Builder then(Action... more) {
            actions.addAll(List.of(more));
            return this;
        }

        /** What is done when it resolves. Channels with a life cycle of their own resolve without being named here. */
        public Builder onResolve(Action... more) {
            onResolve.addAll(List.of(more));
            return this;
        }

        /** How bad a firing is, unless an action says otherwise; default {@code ERROR}. */
        public Builder severity(Severity severity) {
            this.severity = Objects.requireNonNull(severity, "severity");
            return this;
        }

        /** When it tells nobody, by the engine's clock; it goes on to watch. Several windows add up. Default: never. */
        public Builder mutedDuring(MuteWindow... windows) {
            muteWindows.addAll(List.of(windows));
            return this;
        }

        /** What it tells when a mute window or a snooze is over; default {@link Waking#LATEST}. */
        public Builder onWaking(Waking waking) {
            this.waking = Objects.requireNonNull(waking, "waking");
            return this;
        }

        /** As {@link #dampFlapping(int, Duration)} with 5 changes within 10 min. */
        public Builder dampFlapping() {
            damping = Muting.USUAL_DAMPING;
            return this;
        }

        /**
         * Tells so many changes of one incident, or of one key where nothing ends incidents, within a time that begins with the
         * first; further ones are withheld. At its end one message says how many they were and how things stand then, so that
         * the receiver has the last state within that time after the last change. Default: every change is told.
         *
         * @param most changes, the end of an incident being one where it is told; at least 1
         * @param within positive
         */
        public Builder dampFlapping(int most, Duration within) {
            damping = new Quota(most, within);
            return this;
        }

        /**
         * Mutes it for the rest of a time in which it fired more often than this, against loops through the host and for
         * automations that users wrote. The time begins with the first firing; at its end one message counts and names what was
         * withheld, and channels with incidents of their own are told each open one. Default: any number.
         *
         * @param most firings, resolutions not counted; at least 1
         * @param within positive
         */
        public Builder capFirings(int most, Duration within) {
            cap = new Quota(most, within);
            return this;
        }

        /**
         * Has the host asked whether it is still so, once for each firing and just before it acts; "no" suppresses all that
         * the firing would do. Default: nobody is asked.
         *
         * @param name of the {@link Confirmation} that the engine was given
         */
        public Builder confirm(String name) {
            this.confirmation = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * The automation.
         *
         * @throws io.tripbell.definition.DefinitionException naming everything that is wrong
         */
        public Automation build() {
            Problems problems = new Problems();
            String actualId = id == null ? Slug.of(name) : id;
            if (!Slug.isId(actualId))
                problems.add("id", actualId, "must be 1 to 100 of a-z 0-9 - _ .; give one with id(...)");
            if (trigger == null) problems.add("when", null, "is missing; say what it waits for");
            else trigger.check(problems.at("when"));
            Resolution endedBy = checkedResolution(problems.at("resolvedBy"));
            if (actions.isEmpty() && onResolve.isEmpty()) problems.add("then", null, "is missing; say what it does");
            reportTwins(problems.at("then"), actions);
            reportTwins(problems.at("onResolve"), onResolve);
            problems.throwIfAny("automation '" + name + "'");
            return new Automation(
                    actualId,
                    name,
                    Objects.requireNonNull(trigger),
                    endedBy,
                    actions,
                    onResolve,
                    severity,
                    new Muting(muteWindows, waking, damping, cap),
                    confirmation);
        }

        /** Null for none, and for one that is wrong. */
        private @Nullable Resolution checkedResolution(Problems problems) {
            EventSelection selection = ending;
            Resolution stated = resolution;
            if (selection != null) {
                Problems own = new Problems();
                selection.checkSelection(own);
                problems.addAll(own.all());
                if (!own.isEmpty()) return null;
                stated = new Resolution(
                        selection.selected(), selection.correlatedBy().orElse(null));
            }
            if (stated != null) stated.filter().check(problems);
            return stated;
        }

        private static void reportTwins(Problems problems, List<Action> actions) {
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < actions.size(); i++) {
                String id = actions.get(i).id();
                if (!id.isEmpty() && !ids.add(id))
                    problems.add("[" + i + "].id", id, "is the id of an earlier action too");
            }
        }
    }
}
