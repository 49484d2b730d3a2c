/** Acts out, answers in, one at a time and in order; what was not acknowledged is never called saved. */

/**
 * @typedef {"original" | "translation"} Side
 * @typedef {{original: string, translation: string, note: string}} Term
 * @typedef {{original: number[], translation: number[]}} Pair sentence numbers, as the server names a row
 * @typedef {{side: Side, sentence: number}} Place
 * @typedef {{side: Side, sentence: number, text: string}} Wording
 * @typedef {Record<"pairs" | "confirmed" | "doubtful" | "unsure" | "findings" | "judged" | "worded" | "terms", number>} Progress
 * @typedef {{act: string} & Record<string, unknown>} Act
 */

/**
 * @typedef {object} Answer all that may have changed on the page
 * @property {string} stamp what the page has then seen
 * @property {string[]} groups
 * @property {Record<string, string>} html
 * @property {string | null} head
 * @property {string} undo
 * @property {string} redo
 * @property {string[]} working
 * @property {Progress} progress
 * @property {Wording[]} wordings
 * @property {Term[]} terms that people added
 * @property {Place | null} focus
 * @property {string[]} notes
 */

/**
 * @typedef {object} More what the page is told once, when it starts
 * @property {string} token
 * @property {Record<Side, string>} languages
 * @property {string[]} severities
 * @property {string[]} categories
 * @property {{name: string, label: string}[]} exports
 * @typedef {Answer & More} Start
 */

/**
 * @typedef {"saved" | "saving" | "lost" | "ended" | "stale"} State
 *   all is kept; something is being sent; it could not be; there is nobody any more to send to; the page is out of date
 * @typedef {object} Listener
 * @property {(answer: Answer) => void} take
 * @property {(state: State, working: string[], before: State) => void} tell
 * @property {(words: string) => void} refuse
 */

const BUSY = 1000; // milliseconds between two questions whether there is news, while the server works on some
const QUIET = 5000; // and while it does not
const PATIENCE = 30_000; // milliseconds after which no answer is to be hoped for

export class Server {
  #token;
  #stamp;
  #listener;
  /** @type {string[]} */
  #working;
  /** @type {State} */
  #state = "saved";
  /** @type {Promise<unknown>} */
  #line = Promise.resolve();
  #acting = 0; // acts that are not answered yet
  #timer = 0; // of the next question whether there is news

  /**
   * @param {Start} start
   * @param {Listener} listener
   */
  constructor(start, listener) {
    this.#token = start.token;
    this.#stamp = start.stamp;
    this.#working = start.working;
    this.#listener = listener;
    listener.tell(this.#state, this.#working, this.#state);
    this.#askLater();
    window.addEventListener("focus", () => this.news());
  }

  get state() {
    return this.#state;
  }

  /**
   * Does it on the server, after all that was sent before; the answer, or null where nothing was done (and why has been told).
   *
   * @param {Act} act
   * @returns {Promise<Answer | null>}
   */
  async act(act) {
    this.#acting += 1;
    try {
      return await this.#inLine(async () => {
        this.#tell("saving");
        return this.#received(await this.#sent("/act", { seen: this.#stamp, ...act }), "lost");
      });
    } finally {
      this.#acting -= 1;
    }
  }

  /**
   * Writes the files of the run anew; the sentences to show for it.
   *
   * @returns {Promise<string[]>}
   */
  save() {
    return this.#inLine(async () => {
      const response = await this.#sent("/save", { seen: this.#stamp });
      if (!response?.ok) {
        await this.#received(response, "lost");
        return [];
      }
      const { saved, notes } = await response.json();
      return [`Written: ${saved.join(", ")}.`, ...notes];
    });
  }

  /**
   * Where a file can be had.
   *
   * @param {string} name
   * @returns {string}
   */
  address(name) {
    return `/export/${encodeURIComponent(name)}?token=${encodeURIComponent(this.#token)}`;
  }

  /** Waits until every act is answered, and whoever waited for the answer has had it. */
  async idle() {
    while (this.#acting) {
      await this.#line;
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  /** Asks whether anything happened without us: a check has ended, another window was at work. */
  news() {
    return this.#inLine(async () => this.#received(await this.#sent(`/changes?seen=${encodeURIComponent(this.#stamp)}`), "ended"));
  }

  #askLater() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      async () => {
        if (this.#state === "stale") return;
        if (!document.hidden || this.#working.length) await this.news();
        this.#askLater();
      },
      this.#working.length ? BUSY : QUIET,
    );
  }

  /**
   * @template T
   * @param {() => Promise<T>} task
   * @returns {Promise<T>}
   */
  #inLine(task) {
    const done = this.#line.then(task);
    this.#line = done.catch(() => {});
    return done;
  }

  /**
   * The server's response; null where there is no server.
   *
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<Response | null>}
   */
  async #sent(path, body) {
    const headers = { "X-Align-Token": this.#token, "Content-Type": "application/json" };
    const signal = AbortSignal.timeout(PATIENCE);
    try {
      return await fetch(path, body ? { method: "POST", headers, signal, body: JSON.stringify(body) } : { headers, signal });
    } catch {
      return null;
    }
  }

  /**
   * @param {Response | null} response
   * @param {"lost" | "ended"} missed what is to be said where there is none
   * @returns {Promise<Answer | null>}
   */
  async #received(response, missed) {
    if (response === null || response.status === 403) {
      if (response) this.#tell("stale");
      else if (this.#state !== "lost") this.#tell(missed);
      return null;
    }
    if (response.status === 204) {
      this.#tell("saved");
      return null;
    }
    const said = await response
      .json()
      .catch(() => ({ error: `The program answers with ${response.status}, and nothing was done.` }));
    if (response.status === 409 && !said.answer) {
      this.#tell("stale");
      return null;
    }
    if (response.ok) {
      this.#take(said);
      return said;
    }
    this.#tell("saved");
    if (said.answer) this.#take(said.answer);
    const meanwhile = said.meanwhile ? ` Meanwhile: ${said.meanwhile}.` : "";
    this.#listener.refuse(said.error + meanwhile);
    return null;
  }

  /** @param {Answer} answer */
  #take(answer) {
    this.#stamp = answer.stamp;
    this.#working = answer.working;
    this.#listener.take(answer);
    this.#tell("saved");
    if (this.#working.length) this.#askLater();
  }

  /** @param {State} state */
  #tell(state) {
    const before = this.#state;
    this.#state = state;
    this.#listener.tell(state, this.#working, before);
  }
}
