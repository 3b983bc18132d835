// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.NotifierDescriptor;
import java.util.Arrays;
import java.util.List;

/** The fields of a webhook's configuration, under the names they have in data. */
final class WebhookFields {
    static final String URL = "url";
    static final String URL_SECRET = "urlSecret";
    static final String METHOD = "method";
    static final String FORMAT = "format";
    static final String BODY = OwnBody.FIELD;
    static final String CONTENT_TYPE = "contentType";
    static final String SOURCE = "source";
    static final String HEADERS = "headers";
    static final String BEARER = "bearer";
    static final String USER = "user";
    static final String PASSWORD = "password";
    static final String SECRET_HEADER = "secretHeader";
    static final String SECRET_HEADER_VALUE = "secretHeaderValue";
    static final String SIGNING_SECRETS = "signingSecrets";

    private static final List<String> METHODS = List.of("POST", "PUT", "PATCH", "DELETE", "GET");

    private WebhookFields() {}

    static NotifierDescriptor descriptor() {
        List<String> formats =
                Arrays.stream(WebhookFormat.values()).map(WebhookFormat::word).toList();
        return NotifierDescriptor.of("webhook", "Webhook")
                .field(Field.optional(URL, FieldKind.URL, "The address to call; either this or urlSecret."))
                .field(Field.optional(
                        URL_SECRET, FieldKind.SECRET, "The address to call, where it is a secret; either this or url."))
                .field(Field.choice(METHOD, METHODS, "The HTTP method; GET has no body."))
                .field(Field.choice(FORMAT, formats, "What the request looks like when no body is given."))
                .field(Field.optional(BODY, FieldKind.JSON_TEMPLATE, "A template of the body in place of a format."))
                .field(Field.optional(
                        CONTENT_TYPE,
                        FieldKind.TEXT,
                        "The Content-Type of an own body; application/json; charset=utf-8 when not given."))
                .field(Field.optional(
                        SOURCE,
                        FieldKind.TEXT,
                        "The source of CloudEvents, a URI reference; made of the automation's id when not given."))
                .field(Field.optional(
                        HEADERS, FieldKind.MAP, "Further headers, the same for every message; no secrets."))
                .field(Field.optional(BEARER, FieldKind.SECRET, "A token sent as Authorization: Bearer."))
                .field(Field.optional(USER, FieldKind.TEXT, "The user of Authorization: Basic; goes with password."))
                .field(Field.optional(PASSWORD, FieldKind.SECRET, "The password of Authorization: Basic."))
                .field(Field.optional(
                        SECRET_HEADER,
                        FieldKind.TEXT,
                        "The name of a header whose value is a secret, such as X-Api-Key."))
                .field(Field.optional(SECRET_HEADER_VALUE, FieldKind.SECRET, "The value of that header."))
                .field(Field.optional(
                        SIGNING_SECRETS,
                        FieldKind.SECRETS,
                        "Standard Webhooks secrets, whsec_ and 24 to 64 bytes in base64; two while one is rotated."))
                .field(HttpTransport.TRUSTED_CERTIFICATES)
                .limit("body", Content.LARGEST, "bytes", "our own bound; receivers have theirs")
                .build();
    }
}
