import { setTimeout as pause } from 'node:timers/promises';
import type { Installation } from '../e2e/installation.js';

/** Acts and uploads of one whole case, about: over so many posts the kills are spread. */
const postsOfCase = 45;
/** Latest moment of a kill after a post was sent: the act, its mails and the quiet after them lie within. */
const latestMs = 1_500;
const latestInStartMs = 3_000;

/** Kills an installation at moments that chance chooses, and starts it again each time. */
export class Killer {
  killed = 0;
  /** Of those, while it was starting. */
  inStart = 0;
  readonly restartMs: number[] = [];
  private isAwake = false;
  private underWay: Promise<void> | null = null;
  private failure: Error | null = null;

  constructor(
    private readonly installation: Installation,
    private readonly kills: number,
    private readonly random: () => number,
  ) {}

  get isOver(): boolean {
    return this.killed >= this.kills;
  }

  /** From here on posts may be followed by a kill. */
  begin(): void {
    this.isAwake = true;
  }

  /** To be called before each attempt of a request: some posts are followed by a kill, at once or a little later. */
  readonly onAttempt = ({ method }: RequestInit): void => {
    if (this.failure) throw this.failure;
    if (method !== 'POST' || !this.isAwake || this.underWay || this.isOver) return;
    const share = (1.3 * this.kills) / (this.kills + postsOfCase);
    if (this.random() > share) return;
    const afterMs = this.random() ** 2 * latestMs;
    this.underWay = this.strike(afterMs).then(
      () => {
        this.underWay = null;
      },
      (error: unknown) => {
        this.failure = error instanceof Error ? error : new Error(String(error));
      },
    );
  };

  /** Waits until the installation is up again; nothing is going to kill it until the next `begin`. */
  async rest(): Promise<void> {
    this.isAwake = false;
    await this.underWay;
    if (this.failure) throw this.failure;
  }

  private async strike(afterMs: number): Promise<void> {
    await pause(afterMs);
    await this.installation.kill9();
    this.killed++;
    while (!this.isOver && this.random() < 0.15) await this.strikeInStart();
    const ms = await this.installation.start();
    this.restartMs.push(ms);
    process.stdout.write(
      `Kill ${this.killed} of ${this.kills}, ${afterMs.toFixed(0)} ms after a post; up again in ${(ms / 1000).toFixed(1)} s.\n`,
    );
  }

  private async strikeInStart(): Promise<void> {
    const starting = this.installation.start().then(
      () => true,
      () => false,
    );
    await Promise.race([pause(this.random() * latestInStartMs), starting]);
    await this.installation.kill9();
    await starting;
    this.killed++;
    this.inStart++;
  }
}
