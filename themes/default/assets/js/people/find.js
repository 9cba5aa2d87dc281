// Finds people by the beginnings of words, in spite of a typing error.

import { fold } from "../page/fold.js";

const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

// weights of the places where a word stands. A topic weighs by its level.
const weights = { name: 8, topic: 5, department: 4, job: 3, location: 2, role: 2 };

// near tells whether word, with at most so many letters wrong, missing, too
// many or swapped, is the beginning of other. (Optimal string alignment.)
function near(word, other, most) {
  let before, last;
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= word.length; i++) {
    [before, last, row] = [last, row, [i]];
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (word[i - 1] === other[j - 1] ? 0 : 1));
      if (before && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...row) > most) return false;
  }
  return Math.min(...row) <= most;
}

// fits is how well a word that is being typed fits one that somebody has: 0
// not at all. The first letter is hardly ever wrong.
function fits(word, other) {
  if (other === word) return 4;
  if (other.startsWith(word)) return 3;
  if (word.length > 3 && other.includes(word)) return 2; // a part of a compound
  const most = word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
  return most > 0 && other[0] === word[0] && near(word, other.slice(0, word.length + most), most) ? 1 : 0;
}

export class Finder {
  constructor(people) {
    this.holders = new Map(); // word -> place of a person -> weight
    for (const person of people) {
      this.add(person, weights.name, [person.name]);
      this.add(person, weights.job, [person.job]);
      this.add(person, weights.department, person.departments.map(({ n }) => n));
      this.add(person, weights.location, [person.location?.n ?? ""]);
      this.add(person, weights.role, person.roles.map(({ n }) => n));
      for (const { n, level } of person.topics) this.add(person, weights.topic + level / 2, [n]);
    }
  }

  add({ place }, weight, texts) {
    for (const word of texts.flatMap(words)) {
      if (!this.holders.has(word)) this.holders.set(word, new Map());
      const holders = this.holders.get(word);
      holders.set(place, Math.max(holders.get(place) ?? 0, weight));
    }
  }

  // find returns how well people fit, by their places: only those whom every
  // word fits. null: nothing was asked.
  find(question) {
    let found = null;
    for (const word of words(question)) {
      const scores = new Map();
      for (const [other, holders] of this.holders) {
        const fit = fits(word, other);
        if (fit === 0) continue;
        for (const [place, weight] of holders) scores.set(place, Math.max(scores.get(place) ?? 0, fit * weight));
      }
      found = found ? new Map([...found].filter(([place]) => scores.has(place)).map(([place, score]) => [place, score + scores.get(place)])) : scores;
    }
    return found;
  }
}
