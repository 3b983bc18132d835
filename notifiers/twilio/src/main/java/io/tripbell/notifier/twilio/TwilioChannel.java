// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import io.tripbell.definition.Problems;
import io.tripbell.notifier.http.Endpoint;
import io.tripbell.notifier.http.UrlRefusedException;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A channel's configuration, read and checked. Immutable.
 *
 * @param endpoint where messages are posted to
 * @param accountSid whose messages they are
 * @param credentials who asks for it
 * @param sender who they come from
 * @param numbers who gets them, in E.164 form, each once, in order
 * @param maxSegments the most that is paid for one message and number
 */
record TwilioChannel(
        Endpoint endpoint,
        String accountSid,
        Credentials credentials,
        Sender sender,
        List<String> numbers,
        int maxSegments) {
    static final String ACCOUNT_SID = "accountSid";
    static final String AUTH_TOKEN = "authToken";
    static final String API_KEY_SID = "apiKeySid";
    static final String API_KEY_SECRET = "apiKeySecret";
    static final String MESSAGING_SERVICE_SID = "messagingServiceSid";
    static final String FROM = "from";
    static final String TO = "to";
    static final String ALLOWED_PREFIXES = "allowedPrefixes";
    static final String MAX_SEGMENTS = "maxSegments";
    static final String REGION = "region";
    static final String BASE_URL = "baseUrl";

    // More than what 1 600 characters take, whatever they are.
    private static final int MOST_SEGMENTS = 50;
    private static final int MOST_NUMBERS = 50;
    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final Pattern PREFIX = Pattern.compile("\\+[1-9][0-9]{0,13}");
    private static final Pattern KEY = Pattern.compile("SK[0-9a-fA-F]{32}");

    TwilioChannel {
        numbers = List.copyOf(numbers);
    }

    static TwilioChannel of(NotifierSettings settings, NotifierContext context) {
        Problems problems = new Problems();
        String account = settings.requiredText(ACCOUNT_SID);
        if (!ACCOUNT.matcher(account).matches())
            problems.add(ACCOUNT_SID, shown(account, "AC"), "must be an Account SID: AC and 32 hexadecimal digits");
        Optional<Credentials> credentials = credentials(settings, account, problems);
        Optional<Sender> sender = sender(settings, problems);
        Set<String> numbers = numbers(settings, problems);
        int maxSegments = settings.integer(MAX_SEGMENTS).orElse(MOST_SEGMENTS);
        if (maxSegments < 1 || maxSegments > MOST_SEGMENTS)
            problems.add(MAX_SEGMENTS, maxSegments, "must be 1 to " + MOST_SEGMENTS);
        Optional<Endpoint> endpoint =
                endpoint(settings, account, context.egress().plainTextAllowed(), problems);
        problems.throwIfAny("channel '" + context.channel() + "'");
        return new TwilioChannel(
                endpoint.orElseThrow(),
                account,
                credentials.orElseThrow(),
                sender.orElseThrow(),
                List.copyOf(numbers),
                maxSegments);
    }

    private static Optional<Credentials> credentials(NotifierSettings settings, String account, Problems problems) {
        boolean key = settings.has(API_KEY_SID) || settings.has(API_KEY_SECRET);
        if (key == settings.has(AUTH_TOKEN)) {
            problems.add(AUTH_TOKEN, null, "give either authToken, or apiKeySid and apiKeySecret");
            return Optional.empty();
        }
        if (!key) return settings.secret(AUTH_TOKEN).map(token -> new Credentials(account, token));
        String sid = settings.text(API_KEY_SID).orElse("");
        if (!KEY.matcher(sid).matches())
            problems.add(API_KEY_SID, shown(sid, "SK"), "must be the SID of an API key: SK and 32 hexadecimal digits");
        if (!settings.has(API_KEY_SECRET)) problems.add(API_KEY_SECRET, null, "belongs to apiKeySid: give its secret");
        return settings.secret(API_KEY_SECRET).map(secret -> new Credentials(sid, secret));
    }

    private static Optional<Sender> sender(NotifierSettings settings, Problems problems) {
        Optional<String> service = settings.text(MESSAGING_SERVICE_SID);
        Optional<String> from = settings.text(FROM);
        if (service.isPresent() == from.isPresent()) {
            problems.add(MESSAGING_SERVICE_SID, null, "give either messagingServiceSid or from");
            return Optional.empty();
        }
        Optional<Sender> sender = service.isPresent() ? Sender.service(service.get()) : from.flatMap(Sender::from);
        if (sender.isEmpty() && service.isPresent())
            problems.add(MESSAGING_SERVICE_SID, shown(service.get(), "MG"), Sender.SERVICE_RULE);
        if (sender.isEmpty()) from.ifPresent(written -> problems.add(FROM, written, Sender.FROM_RULE));
        return sender;
    }

    private static Set<String> numbers(NotifierSettings settings, Problems problems) {
        Set<String> numbers = new LinkedHashSet<>();
        List<String> written = settings.list(TO);
        for (int i = 0; i < written.size(); i++) {
            Optional<PhoneNumber> number = PhoneNumber.parse(written.get(i));
            if (number.isEmpty()) problems.at(TO).add("[" + i + "]", written.get(i), PhoneNumber.RULE);
            number.ifPresent(valid -> numbers.add(valid.e164()));
        }
        if (settings.has(ALLOWED_PREFIXES)) keepWithin(settings.list(ALLOWED_PREFIXES), numbers, problems);
        if (numbers.size() > MOST_NUMBERS)
            problems.add(TO, numbers.size(), "has more than " + MOST_NUMBERS + " numbers; use several channels");
        return numbers;
    }

    private static void keepWithin(List<String> prefixes, Set<String> numbers, Problems problems) {
        for (String prefix : prefixes)
            if (!PREFIX.matcher(prefix).matches())
                problems.add(ALLOWED_PREFIXES, prefix, "must be '+' and a country's code, or more digits, such as +49");
        for (String number : numbers)
            if (prefixes.stream().noneMatch(number::startsWith))
                problems.add(TO, number, "begins with none of allowedPrefixes: " + prefixes);
    }

    private static Optional<Endpoint> endpoint(
            NotifierSettings settings, String account, boolean plainTextAllowed, Problems problems) {
        String region = settings.requiredText(REGION);
        Optional<String> host = TwilioHost.of(region);
        if (host.isEmpty()) problems.add(REGION, region, TwilioHost.RULE);
        Optional<String> base = settings.text(BASE_URL).or(() -> host.map(name -> "https://" + name));
        if (base.isEmpty()) return Optional.empty();
        // An account that is refused may hold what no address can, which is no fault of the address.
        String owner = ACCOUNT.matcher(account).matches() ? account : "AC";
        try {
            if (base.get().indexOf('?') >= 0)
                throw new UrlRefusedException("URL_INVALID", "an address to build on has no query");
            String folder = base.get().replaceAll("/+$", "") + "/2010-04-01/Accounts/";
            Endpoint endpoint = Endpoint.parse(folder + owner + "/Messages.json", plainTextAllowed);
            return Optional.of(endpoint.showing("/2010-04-01/Accounts/AC***/Messages.json"));
        } catch (UrlRefusedException e) {
            problems.add(BASE_URL, null, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** A text in place of a SID may be a secret that was put into the wrong field: it is shown only if it begins like one. */
    private static @Nullable String shown(String sid, String prefix) {
        return sid.startsWith(prefix) ? sid : null;
    }
}
