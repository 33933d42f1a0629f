import type { FullResult, Reporter, TestCase } from "@playwright/test/reporter";

/** Ends the run with one plain line of counts. */
export default class ClosingLine implements Reporter {
  private readonly tests = new Set<TestCase>();

  onTestEnd(test: TestCase) {
    this.tests.add(test);
  }

  onEnd(_result: FullResult) {
    const count = (outcome: string) => [...this.tests].filter((test) => test.outcome() === outcome).length;
    console.log(`\n${count("expected") + count("flaky")} passed, ${count("unexpected")} failed`);
  }
}
