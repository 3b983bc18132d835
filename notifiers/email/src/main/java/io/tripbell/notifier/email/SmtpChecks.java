// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static io.tripbell.notifier.email.Email.Security.NONE;

import io.tripbell.definition.Problems;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.secret.Secret;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a channel's values and collects what is wrong with them. What it gives is of no use when there are problems. */
final class SmtpChecks {
    private static final EmailAddress NOBODY = new EmailAddress("nobody", new DomainName("invalid"));

    private final NotifierSettings given;
    private final Problems problems;

    SmtpChecks(NotifierSettings given, Problems problems) {
        this.given = given;
        this.problems = problems;
    }

    SmtpSettings read(boolean plainTextAllowed) {
        Email.Security security = Email.Security.valueOf(given.requiredText(SmtpFields.SECURITY));
        if (security == NONE && !plainTextAllowed)
            problems.add(
                    SmtpFields.SECURITY,
                    security,
                    "sends mail in plain text, which this channel may not: use STARTTLS or TLS, or allowHttp()");
        Optional<Login> login = login();
        if (security == NONE && login.isPresent())
            problems.add(SmtpFields.USER, null, "credentials are never sent in plain text: use STARTTLS or TLS");

        EmailAddress from = address(SmtpFields.FROM, given.requiredText(SmtpFields.FROM));
        Set<EmailAddress> to = addresses(SmtpFields.TO);
        Set<EmailAddress> bcc = addresses(SmtpFields.BCC);
        bcc.removeAll(to);
        if (given.has(SmtpFields.ALLOWED_DOMAINS)) keepWithin(domains(), to, bcc);
        if (to.size() + bcc.size() > SmtpFields.MOST_RECIPIENTS)
            problems.add(
                    SmtpFields.TO,
                    to.size() + bcc.size(),
                    "are too many recipients: at most " + SmtpFields.MOST_RECIPIENTS + " a channel");
        return new SmtpSettings(
                parsed(SmtpFields.HOST, DomainName::parseHost).orElse(""),
                port(security),
                security,
                login,
                sender(from),
                List.copyOf(to),
                List.copyOf(bcc),
                given.flag(SmtpFields.ONE_MESSAGE),
                shortText(SmtpFields.SUBJECT_PREFIX, SmtpFields.LONGEST_PREFIX),
                parsed(SmtpFields.CLIENT_NAME, name -> DomainName.parse(name).ascii()),
                ClientTls.trusting(given.text(SmtpFields.TRUSTED_CERTIFICATES), problems));
    }

    private Set<DomainName> domains() {
        Set<DomainName> domains = new HashSet<>();
        for (String text : given.list(SmtpFields.ALLOWED_DOMAINS)) {
            try {
                domains.add(DomainName.parse(text));
            } catch (IllegalArgumentException e) {
                problems.add(SmtpFields.ALLOWED_DOMAINS, text, String.valueOf(e.getMessage()));
            }
        }
        return domains;
    }

    private void keepWithin(Set<DomainName> domains, Set<EmailAddress> to, Set<EmailAddress> bcc) {
        for (EmailAddress address : to) requireWithin(domains, SmtpFields.TO, address);
        for (EmailAddress address : bcc) requireWithin(domains, SmtpFields.BCC, address);
    }

    private void requireWithin(Set<DomainName> domains, String field, EmailAddress address) {
        if (!domains.contains(address.domain()) && !address.equals(NOBODY))
            problems.add(field, address, "stands in none of allowedDomains: " + domains);
    }

    private int port(Email.Security security) {
        int port = given.integer(SmtpFields.PORT).orElse(security.usualPort());
        if (port < 1 || port > 65535) problems.add(SmtpFields.PORT, port, "must be 1 to 65535");
        return port;
    }

    private Sender sender(EmailAddress from) {
        return new Sender(
                from,
                shortText(SmtpFields.FROM_NAME, SmtpFields.LONGEST_NAME),
                parsed(SmtpFields.REPLY_TO, EmailAddress::parse),
                parsed(SmtpFields.MESSAGE_ID_DOMAIN, DomainName::parse).orElse(from.domain()));
    }

    private Optional<Login> login() {
        Optional<String> user = given.text(SmtpFields.USER);
        Optional<Secret> password = given.secret(SmtpFields.PASSWORD);
        Optional<Secret> token = given.secret(SmtpFields.ACCESS_TOKEN);
        if (password.isPresent() && token.isPresent())
            problems.add(SmtpFields.ACCESS_TOKEN, null, "stands beside a password: give one of them");
        Optional<Secret> secret = token.or(() -> password);
        if (user.isEmpty() && secret.isPresent())
            problems.add(SmtpFields.USER, null, "is missing: a password or access token needs its user");
        if (user.isPresent() && secret.isEmpty())
            problems.add(SmtpFields.USER, user.get(), "needs password or accessToken");
        if (user.isPresent() && !user.get().equals(HeaderText.clean(user.get())))
            problems.add(SmtpFields.USER, user.get(), "must not hold control characters or begin or end with a blank");
        return user.flatMap(name -> secret.map(value -> new Login(name, value, token.isPresent())));
    }

    private Set<EmailAddress> addresses(String field) {
        Set<EmailAddress> addresses = new LinkedHashSet<>();
        for (String text : given.list(field)) addresses.add(address(field, text));
        return addresses;
    }

    private EmailAddress address(String field, String text) {
        try {
            return EmailAddress.parse(text);
        } catch (IllegalArgumentException e) {
            problems.add(field, text, String.valueOf(e.getMessage()));
            return NOBODY;
        }
    }

    private <T> Optional<T> parsed(String field, Function<String, T> reading) {
        Optional<String> text = given.text(field);
        try {
            return text.map(reading);
        } catch (IllegalArgumentException e) {
            problems.add(field, text.orElse(""), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private String shortText(String field, int longest) {
        String text = HeaderText.clean(given.text(field).orElse(""));
        if (text.length() > longest) problems.add(field, text, "has more than " + longest + " characters");
        return text;
    }
}
