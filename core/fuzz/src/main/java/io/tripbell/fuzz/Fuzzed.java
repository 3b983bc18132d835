// SPDX-License-Identifier: Apache-2.0
package io.tripbell.fuzz;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A claim that holds for any bytes: a method that takes one {@code byte[]} and fails when the claim does not hold. A class has
 * one, and a constructor without parameters. The everyday build runs it over the files of
 * {@code src/test/resources/fuzz/<simple name of the class>}; {@code mvn -Pfuzz test} lets Jazzer look for other bytes.
 *
 * <p>Jazzer's own JUnit extension is not used: it puts its agent into the everyday JVM too, whose hooks change what every other
 * class of that JVM does, and which stands in the way of the agents for coverage and mutation.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ArgumentsSource(Corpus.class)
public @interface Fuzzed {}
