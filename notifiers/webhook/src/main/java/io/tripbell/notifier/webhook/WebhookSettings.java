// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.definition.Problems;
import io.tripbell.notifier.http.Endpoint;
import io.tripbell.notifier.http.UrlRefusedException;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a channel's settings and reports what does not fit together. */
final class WebhookSettings {
    private static final Pattern CONTENT_TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,60}/[A-Za-z0-9!#$&^_.+-]{1,100}(;[ -~]{1,100})?");

    private final NotifierSettings settings;
    private final Problems problems = new Problems();

    WebhookSettings(NotifierSettings settings) {
        this.settings = settings;
    }

    /**
     * The requests of the channel.
     *
     * @throws io.tripbell.definition.DefinitionException naming every problem
     */
    WebhookRequest request(boolean plainTextAllowed, String subject) {
        Optional<Address> address = address(plainTextAllowed);
        String method = method();
        Format format = format();
        Map<String, String> headers = headers();
        List<Credentials> credentials = credentials();
        Signer signer = signer();
        problems.throwIfAny(subject);
        return new WebhookRequest(method, address.orElseThrow(), format, headers, credentials, signer);
    }

    private Optional<Address> address(boolean plainTextAllowed) {
        Optional<String> url = settings.text(WebhookFields.URL);
        Optional<Secret> secret = settings.secret(WebhookFields.URL_SECRET);
        if (url.isPresent() == secret.isPresent()) {
            problems.add(WebhookFields.URL, null, "or urlSecret must be given, and not both");
            return Optional.empty();
        }
        if (secret.isPresent()) return secret.map(name -> new Address.Hidden(name, plainTextAllowed));
        try {
            return Optional.of(new Address.Fixed(Endpoint.parse(url.orElseThrow(), plainTextAllowed)));
        } catch (UrlRefusedException e) {
            // An address may hold a token, so it is not shown.
            problems.add(WebhookFields.URL, null, e.code() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private String method() {
        String method = settings.requiredText(WebhookFields.METHOD);
        if (method.equals("GET") && settings.has(WebhookFields.BODY))
            problems.add(WebhookFields.BODY, null, "has no place in a GET request; choose POST");
        return method;
    }

    private Format format() {
        String word = settings.requiredText(WebhookFields.FORMAT);
        Optional<String> source = settings.text(WebhookFields.SOURCE);
        if (source.isPresent() && !word.startsWith("cloudevents"))
            problems.add(WebhookFields.SOURCE, source.get(), "belongs to the format cloudevents; this one is " + word);
        if (settings.has(WebhookFields.BODY)) return ownBody(word);
        if (settings.has(WebhookFields.CONTENT_TYPE))
            problems.add(WebhookFields.CONTENT_TYPE, null, "belongs to an own body; a format has its own type");
        String uri = source.map(this::checkedSource).orElse(null);
        if (word.equals(WebhookFormat.CLOUDEVENTS.word())) return CloudEvent.structured(uri);
        if (word.equals(WebhookFormat.CLOUDEVENTS_BINARY.word())) return CloudEvent.binary(uri);
        return word.equals(WebhookFormat.PREFECT.word()) ? new PrefectEvent() : new MessageFormat();
    }

    private Format ownBody(String word) {
        if (!word.equals(WebhookFormat.JSON.word()))
            problems.add(WebhookFields.FORMAT, word, "and an own body exclude each other; leave one out");
        String type = settings.text(WebhookFields.CONTENT_TYPE).orElse(Content.JSON);
        if (!CONTENT_TYPE.matcher(type).matches())
            problems.add(WebhookFields.CONTENT_TYPE, type, "must be a media type, such as application/json");
        return new OwnBody(type);
    }

    private @Nullable String checkedSource(String source) {
        try {
            return new URI(source).toASCIIString();
        } catch (URISyntaxException e) {
            problems.add(
                    WebhookFields.SOURCE, source, "must be a URI reference, such as https://etl.example/automations");
            return null;
        }
    }

    private Map<String, String> headers() {
        Map<String, String> headers = settings.map(WebhookFields.HEADERS);
        StaticHeaders.check(headers, problems.at(WebhookFields.HEADERS));
        return headers;
    }

    private List<Credentials> credentials() {
        Map<String, Credentials> byField = new LinkedHashMap<>();
        settings.secret(WebhookFields.BEARER)
                .ifPresent(token -> byField.put(WebhookFields.BEARER, Credentials.bearer(token)));
        together(WebhookFields.USER, WebhookFields.PASSWORD);
        settings.secret(WebhookFields.PASSWORD).ifPresent(password -> byField.put(WebhookFields.USER, basic(password)));
        together(WebhookFields.SECRET_HEADER, WebhookFields.SECRET_HEADER_VALUE);
        settings.secret(WebhookFields.SECRET_HEADER_VALUE)
                .ifPresent(value -> byField.put(WebhookFields.SECRET_HEADER, secretHeader(value)));
        checkDistinct(byField);
        return List.copyOf(byField.values());
    }

    private Credentials basic(Secret password) {
        String user = settings.text(WebhookFields.USER).orElse("");
        boolean printable = user.chars().noneMatch(c -> c == ':' || Character.isISOControl(c));
        if (!printable) problems.add(WebhookFields.USER, user, "must hold no colon and no control characters");
        return Credentials.basic(user, password);
    }

    private Credentials secretHeader(Secret value) {
        String name = settings.text(WebhookFields.SECRET_HEADER).orElse("");
        if (!name.isEmpty()) StaticHeaders.checkName(name, problems.at(WebhookFields.SECRET_HEADER));
        return Credentials.plain(name, value);
    }

    private void together(String one, String other) {
        if (settings.has(one) && !settings.has(other)) problems.add(other, null, "is required together with " + one);
        if (settings.has(other) && !settings.has(one)) problems.add(one, null, "is required together with " + other);
    }

    private void checkDistinct(Map<String, Credentials> byField) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(settings.map(WebhookFields.HEADERS).keySet());
        byField.forEach((field, each) -> {
            if (!names.add(each.header()))
                problems.add(
                        field,
                        each.header(),
                        "HEADER_INVALID: is given twice; choose one of headers, bearer, user and secretHeader");
        });
    }

    private Signer signer() {
        List<Secret> secrets = settings.secrets(WebhookFields.SIGNING_SECRETS);
        if (secrets.size() > Signer.MOST_KEYS)
            problems.add(
                    WebhookFields.SIGNING_SECRETS,
                    secrets.size(),
                    "are too many; one in use and one that replaces it is all a rotation needs");
        return new Signer(secrets);
    }
}
