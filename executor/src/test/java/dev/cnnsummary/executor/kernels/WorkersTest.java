package dev.cnnsummary.executor.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  @ParameterizedTest
  @CsvSource({"1, 5", "2, 1", "2, 7", "3, 2", "3, 100", "4, 0"})
  void eachTaskIsDoneOnce(int count, int tasks) {
    try (Workers workers = new Workers(count)) {
      for (int round = 0; round < 200; round++) {
        AtomicIntegerArray done = new AtomicIntegerArray(tasks);
        workers.run(tasks, number -> done.incrementAndGet(number));
        for (int number = 0; number < tasks; number++) {
          assertThat(done.get(number)).as("task %d of round %d", number, round).isEqualTo(1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noTwoTasksAtATimeHaveTheSameWorker(int count) {
    try (Workers workers = new Workers(count)) {
      AtomicIntegerArray working = new AtomicIntegerArray(count);
      AtomicIntegerArray clashes = new AtomicIntegerArray(1);
      for (int round = 0; round < 200; round++) {
        workers.run(
            20,
            (_, worker) -> {
              if (working.incrementAndGet(worker) != 1) {
                clashes.incrementAndGet(0);
              }
              Thread.onSpinWait();
              working.decrementAndGet(worker);
            });
      }
      assertThat(clashes.get(0)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void whatATaskThrowsIsThrownAndTheNextTasksAreDone(int count) {
    try (Workers workers = new Workers(count)) {
      assertThatIllegalStateException()
          .isThrownBy(() ->
              workers.run(
                  50,
                  number -> {
                    if (number == 40) {
                      throw new IllegalStateException("the fortieth");
                    }
                  }))
          .withMessage("the fortieth");
      AtomicIntegerArray done = new AtomicIntegerArray(1);
      workers.run(50, _ -> done.incrementAndGet(0));
      assertThat(done.get(0)).isEqualTo(50);
    }
  }

  @Test
  void placesAreAsManyAsTasks() {
    try (Workers workers = new Workers(3)) {
      for (int round = 0; round < 200; round++) {
        workers.run(2, (_, worker) -> assertThat(worker).isLessThan(2));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 2", "11, 3", "2, 4"})
  void theirOwnTasksAreAllOfThem(int tasks, int workers) {
    assertThat(Workers.first(0, tasks, workers)).isZero();
    assertThat(Workers.first(workers, tasks, workers)).isEqualTo(tasks);
  }
}
