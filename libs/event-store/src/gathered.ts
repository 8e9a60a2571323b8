/** Hands over what is asked under one key, in turn: what came while the last was worked on, so many at most, together. */
export class Gathered<Job> {
  private readonly waiting = new Map<string, Job[]>();

  /** @param work comes to its end whatever becomes of the jobs: each is told by itself */
  constructor(
    private readonly most: number,
    private readonly work: (key: string, jobs: Job[]) => Promise<void>,
  ) {}

  /** Begins at once where nothing is under way under the key. */
  add(key: string, job: Job): void {
    const waiting = this.waiting.get(key);
    if (waiting) waiting.push(job);
    else {
      const jobs = [job];
      this.waiting.set(key, jobs);
      void this.workOff(key, jobs);
    }
  }

  /** How many keys have work under way. */
  get size(): number {
    return this.waiting.size;
  }

  private async workOff(key: string, jobs: Job[]): Promise<void> {
    while (jobs.length > 0) await this.work(key, jobs.splice(0, this.most));
    this.waiting.delete(key);
  }
}
