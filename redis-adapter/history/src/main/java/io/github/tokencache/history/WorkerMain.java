package io.github.tokencache.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A process of a campaign. Says what its clock shows when it is ready, then obeys the lines it is sent: {@code halt} and
 * a place to die at, or {@code stop}. It ends when its parent does.
 */
final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        HaltPoint halt = new HaltPoint();
        Worker worker = new Worker(WorkerSettings.parse(arguments), halt);
        System.out.println("ready " + System.nanoTime());
        worker.start();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String command = commands.readLine();
        while (command != null && !command.equals("stop")) {
            halt.arm(HaltPoint.Place.valueOf(command));
            command = commands.readLine();
        }
        if (command != null) {
            worker.stop();
            System.out.println("stopped " + worker.statistics());
        }
        // Threads of clients may still run, and nothing is left to be closed in order.
        Runtime.getRuntime().halt(0);
    }
}
