// SPDX-License-Identifier: Apache-2.0
/**
 * What is wrong with a definition: problems with their path, value and rule, reported all at once.
 * Begin with {@link io.tripbell.definition.DefinitionException}.
 */
package io.tripbell.definition;
