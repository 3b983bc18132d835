// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.quickstart;

import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.InterruptableJob;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** The work of the scheduler: one job that succeeds, one that fails, one that recovers, one that never ends. */
final class Jobs {
    private Jobs() {}

    static Scheduler scheduler() throws SchedulerException {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", "quickstart");
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.setProperty("org.quartz.threadPool.threadCount", "4");
        properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        return new StdSchedulerFactory(properties).getScheduler();
    }

    static void scheduleAll(Scheduler quartz) throws SchedulerException {
        schedule(quartz, "daily-report", Report.class, 1);
        schedule(quartz, "nightly-etl", Etl.class, 2);
        schedule(quartz, "import", Import.class, 1);
        schedule(quartz, "backup", Backup.class, 1);
        quartz.start();
    }

    private static void schedule(Scheduler quartz, String flow, Class<? extends Job> job, int runs)
            throws SchedulerException {
        quartz.scheduleJob(
                JobBuilder.newJob(job).withIdentity(flow).build(),
                TriggerBuilder.newTrigger()
                        .withIdentity(flow)
                        .startNow()
                        .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                                .withIntervalInSeconds(2)
                                .withRepeatCount(runs - 1))
                        .build());
    }

    /** Succeeds. */
    public static final class Report implements Job {
        public Report() {}

        @Override
        public void execute(JobExecutionContext context) {}
    }

    /** Fails at its first run and succeeds at its second. */
    public static final class Etl implements Job {
        private static final AtomicInteger RUNS = new AtomicInteger();

        public Etl() {}

        @Override
        public void execute(JobExecutionContext context) throws JobExecutionException {
            if (RUNS.incrementAndGet() == 1) throw new JobExecutionException("connection to <warehouse> refused");
        }
    }

    /** Fails. */
    public static final class Import implements Job {
        public Import() {}

        @Override
        public void execute(JobExecutionContext context) throws JobExecutionException {
            throw new JobExecutionException("row 17: 'née' & \"quoted\" is no number");
        }
    }

    /** Runs until it is interrupted. */
    public static final class Backup implements InterruptableJob {
        private final CountDownLatch interrupted = new CountDownLatch(1);

        public Backup() {}

        @Override
        public void execute(JobExecutionContext context) throws JobExecutionException {
            try {
                interrupted.await(10, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new JobExecutionException(QuartzEvents.CANCELLED);
        }

        @Override
        public void interrupt() {
            interrupted.countDown();
        }
    }
}
