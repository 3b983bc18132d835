// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import com.resend.Resend;
import com.resend.core.exception.ResendException;
import com.resend.services.webhooks.model.VerifyWebhookOptions;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who else verifies Standard Webhooks on the JVM, each by code of its own. They read the system's clock. */
enum ForeignLibrary {
    /** The reference of the standard. */
    STANDARD_WEBHOOKS {
        @Override
        boolean accepts(String key, Map<String, String> headers, String body) throws Exception {
            try {
                new com.standardwebhooks.Webhook(key).verify(body, lists(headers));
                return true;
            } catch (WebhookVerificationException e) {
                return false;
            }
        }
    },
    /** Svix's, in Java, from which the standard came. */
    SVIX {
        @Override
        boolean accepts(String key, Map<String, String> headers, String body) throws Exception {
            try {
                new com.svix.Webhook(key).verify(body, lists(headers));
                return true;
            } catch (com.svix.exceptions.WebhookVerificationException e) {
                return false;
            }
        }
    },
    /** Svix's, in Kotlin. */
    SVIX_KOTLIN {
        @Override
        boolean accepts(String key, Map<String, String> headers, String body) throws Exception {
            HttpHeaders all = HttpHeaders.of(lists(headers), (name, value) -> true);
            try {
                new com.svix.kotlin.Webhook(key).verify(body, all);
                return true;
            } catch (com.svix.kotlin.exceptions.WebhookVerificationException e) {
                return false;
            }
        }
    },
    /** Resend's, whose service signs by the same standard, under the names that its headers had before. */
    RESEND {
        @Override
        boolean accepts(String key, Map<String, String> headers, String body) {
            VerifyWebhookOptions.Builder request =
                    VerifyWebhookOptions.builder().payload(body).secret(key);
            headers.forEach((name, value) -> request.addHeader(name.replace("webhook-", "svix-"), value));
            try {
                new Resend("no key").webhooks().verify(request.build());
                return true;
            } catch (ResendException e) {
                return false;
            }
        }
    };

    /**
     * Whether it takes the request for ours.
     *
     * @param headers the three of the standard, by their names in small letters
     */
    abstract boolean accepts(String key, Map<String, String> headers, String body) throws Exception;

    private static Map<String, List<String>> lists(Map<String, String> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    }
}
