// One request waits for news of all phones: a browser has but six connections.

import { get } from "./api.js";
import { byId } from "./dom.js";

export class Watch {
  // wanted returns [user, version] of every phone; news is given what is newer.
  constructor(wanted, news) {
    this.wanted = wanted;
    this.news = news;
    this.run();
  }

  // again asks anew, after the phones have changed.
  again() { this.stop?.abort(); }

  // tell keeps a mistake of the page from looking like a lost connection.
  tell(talks) {
    try {
      this.news(talks);
    } catch (e) {
      reportError(e);
    }
  }

  async run() {
    for (;;) {
      this.stop = new AbortController();
      try {
        const query = new URLSearchParams();
        for (const [user, version] of this.wanted()) {
          query.append("user", user);
          query.append("version", version);
        }
        const { talks } = await get("/api/talk?" + query, { signal: this.stop.signal });
        // The program may have begun anew meanwhile, with other talks.
        if (!byId("offline").hidden) location.reload();
        this.tell(talks);
      } catch (e) {
        if (e.name === "AbortError") continue;
        byId("offline").hidden = false;
        await new Promise((done) => setTimeout(done, 1500));
      }
    }
  }
}
