import type { Json } from "../../json";

/** Jobs that are numbered from 0, and how many may run at a time. */
export interface Jobs {
  readonly count: number;
  readonly limit: number;
  run(index: number): Json | Promise<Json>;
}

/**
 * Runs all jobs in order, a limited number at a time, and returns their results in order: at once if no job has to wait.
 * Throws or rejects with the first failure; the jobs that then still run are left to their caller to stop.
 */
export function runConcurrently(jobs: Jobs): Json[] | Promise<Json[]> {
  const queue = new JobQueue(jobs);
  const workers: Promise<void>[] = [];
  try {
    for (let worker = 0; worker < jobs.limit && queue.hasNext; worker++) {
      const later = queue.work();
      if (later !== undefined) workers.push(later);
    }
  } catch (thrown) {
    for (const worker of workers) worker.catch(() => undefined);
    throw thrown;
  }
  return workers.length === 0 ? queue.results : Promise.all(workers).then(() => queue.results);
}

class JobQueue {
  readonly results: Json[];
  private next = 0;

  constructor(private readonly jobs: Jobs) {
    this.results = new Array<Json>(jobs.count).fill(null);
  }

  get hasNext(): boolean {
    return this.next < this.jobs.count;
  }

  /** Runs jobs until the queue is empty; returns a promise as soon as one has to wait. */
  work(): Promise<void> | undefined {
    while (this.hasNext) {
      const index = this.next++;
      const result = this.jobs.run(index);
      if (result instanceof Promise) return this.workLater(index, result);
      this.results[index] = result;
    }
    return undefined;
  }

  private async workLater(index: number, pending: Promise<Json>): Promise<void> {
    this.results[index] = await pending;
    while (this.hasNext) {
      const next = this.next++;
      this.results[next] = await this.jobs.run(next);
    }
  }
}
