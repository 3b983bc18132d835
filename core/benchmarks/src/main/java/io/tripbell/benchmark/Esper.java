// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark;

import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import com.espertech.esper.runtime.client.EPStatement;
import com.espertech.esper.runtime.client.EPUndeployException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** An Esper runtime whose time is stepped, with statements of one module; counts what its listened statement puts out. */
public final class Esper {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final EPRuntime runtime;
    private long outputs;

    /**
     * Compiles and deploys.
     *
     * @param module statements, of which the one named {@code out} is listened to
     * @param types the classes of events, under their simple names
     */
    public Esper(String module, Class<?>... types) {
        Configuration configuration = new Configuration();
        for (Class<?> type : types) configuration.getCommon().addEventType(type.getSimpleName(), type);
        configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
        runtime = EPRuntimeProvider.getRuntime("benchmark-" + NUMBERS.incrementAndGet(), configuration);
        runtime.initialize();
        advance(Flows.START);
        try {
            deploy(module, configuration);
        } catch (EPCompileException | EPDeployException | EPUndeployException e) {
            throw new IllegalStateException("the module does not compile: " + module, e);
        }
    }

    private void deploy(String module, Configuration configuration)
            throws EPCompileException, EPDeployException, EPUndeployException {
        var compiled = EPCompilerProvider.getCompiler().compile(module, new CompilerArguments(configuration));
        for (EPStatement statement :
                runtime.getDeploymentService().deploy(compiled).getStatements())
            if (statement.getName().equals("out"))
                statement.addListener((in, out, from, within) -> outputs += in == null ? 0 : in.length);
    }

    /** Steps its clock. */
    public void advance(Instant to) {
        runtime.getEventService().advanceTime(to.toEpochMilli());
    }

    /** Sends an event under the simple name of its class. */
    public void send(Object event) {
        runtime.getEventService().sendEventBean(event, event.getClass().getSimpleName());
    }

    /** How many rows the listened statement has put out. */
    public long outputs() {
        return outputs;
    }

    /** A run as Esper likes to read it: a bean. */
    public static final class Run {
        private final String id;
        private final String flow;
        private final String state;

        public Run(String id, String flow, String state) {
            this.id = id;
            this.flow = flow;
            this.state = state;
        }

        public String getId() {
            return id;
        }

        public String getFlow() {
            return flow;
        }

        public String getState() {
            return state;
        }
    }
}
