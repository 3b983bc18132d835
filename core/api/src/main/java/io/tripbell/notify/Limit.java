// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

/**
 * A limit of the service, as data. Immutable.
 *
 * @param name what is limited, such as {@code header text}
 * @param value the largest size
 * @param unit what is counted, such as {@code UTF-16 units}
 * @param source where the service says so
 */
public record Limit(String name, int value, String unit, String source) {}
