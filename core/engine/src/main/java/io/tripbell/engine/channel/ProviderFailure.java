// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Outcome.Threw;
import io.tripbell.engine.plugin.Thrown;
import io.tripbell.notify.NotifierProvider;
import java.util.ServiceConfigurationError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a provider cannot be used, read from what {@code ServiceLoader} or the JVM throws. Immutable.
 *
 * @param className the provider's class; empty when the failure does not tell
 * @param location the services file and line; empty when the failure does not tell
 * @param reason what is wrong
 * @param cure what to do
 */
record ProviderFailure(String className, String location, String reason, String cure) {
    private static final String SERVICE = NotifierProvider.class.getName();
    private static final String PUBLIC = "make it a public class with a public constructor without parameters";
    private static final Pattern PROVIDER =
            Pattern.compile("(?:Provider )?([\\w$]+(?:\\.[\\w$]+)+) (.*)", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("(\\S+:\\d+): (.*)", Pattern.DOTALL);

    static ProviderFailure of(Outcome<?> outcome) {
        if (!(outcome instanceof Threw<?> threw))
            return new ProviderFailure(
                    "",
                    "",
                    "its class " + outcome.problem(),
                    "a provider's constructor must do nothing; remove the jar");
        if (threw.thrown() instanceof ServiceConfigurationError complaint) return ofComplaint(complaint);
        return ofLinkage(threw.thrown());
    }

    private static ProviderFailure ofComplaint(ServiceConfigurationError complaint) {
        String text = String.valueOf(complaint.getMessage());
        if (text.startsWith(SERVICE + ": ")) text = text.substring(SERVICE.length() + 2);
        Throwable cause = complaint.getCause();
        Matcher provider = PROVIDER.matcher(text);
        if (provider.matches()) return ofProvider(provider.group(1), provider.group(2), cause);
        Matcher file = FILE.matcher(text);
        if (file.matches())
            return new ProviderFailure(
                    "", file.group(1), file.group(2), "correct the line: a class's full name, # begins a comment");
        String why = cause == null ? text : text + ": " + Thrown.inWords(cause);
        return new ProviderFailure("", "", why, PUBLIC);
    }

    private static ProviderFailure ofProvider(String className, String complaint, @Nullable Throwable cause) {
        if (complaint.startsWith("not found"))
            return new ProviderFailure(
                    className, "", "there is no such class", "add the jar that holds it or remove the line");
        if (complaint.startsWith("not a subtype"))
            return new ProviderFailure(
                    className,
                    "",
                    "it is no " + SERVICE,
                    "implement that interface; if it does, remove the second copy of tripbell-api");
        if (cause == null)
            return new ProviderFailure(className, "", complaint, "ask the author of the jar, or remove it");
        ProviderFailure inner = ofLinkage(cause);
        return new ProviderFailure(className, "", complaint + ": " + inner.reason(), inner.cure());
    }

    private static ProviderFailure ofLinkage(Throwable thrown) {
        String reason = Thrown.inWords(thrown);
        if (thrown instanceof UnsupportedClassVersionError)
            return new ProviderFailure("", "", reason, "run on a newer Java, or take the jar's version for this one");
        if (thrown instanceof NoClassDefFoundError)
            return new ProviderFailure("", "", reason, "add the jar that holds the missing class");
        if (thrown instanceof NoSuchMethodException || thrown instanceof IllegalAccessException)
            return new ProviderFailure("", "", reason, PUBLIC);
        return new ProviderFailure(
                "", "", reason, "a provider's constructor and static initialiser must do nothing; remove the jar");
    }
}
