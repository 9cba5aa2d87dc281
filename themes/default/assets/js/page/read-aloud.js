// Reads the page aloud, block by block: the text of [data-read], in the
// language of each block. The button shows only where the browser can speak
// the page's language, or does not say.

const blocks = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, figcaption, summary";
const silent = "pre, nav, button, [hidden], [aria-hidden=true], .visually-hidden";

const base = (lang) => lang.toLowerCase().split(/[-_]/)[0];

function voiceFor(lang) {
  const fits = speechSynthesis.getVoices().filter((voice) => base(voice.lang) === base(lang));
  return fits.find((voice) => voice.localService) ?? fits[0];
}

// speech collects what the parts say, without saying anything twice: a block
// speaks for its text, not for the blocks in it.
function speech(parts) {
  const utterances = [];
  for (const part of parts) {
    for (const block of part.matches(blocks) ? [part] : part.querySelectorAll(blocks)) {
      if (block.closest(silent)) continue;
      const copy = block.cloneNode(true);
      for (const inner of copy.querySelectorAll(`${blocks}, ${silent}`)) inner.remove();
      const text = copy.textContent.replace(/\s+/g, " ").trim();
      if (!text) continue;
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = block.closest("[lang]").lang;
      utterance.voice = voiceFor(utterance.lang) ?? null;
      utterances.push(utterance);
    }
  }
  return utterances;
}

export function readAloud([button]) {
  if (!("speechSynthesis" in window)) return;
  const label = button.querySelector("[data-label]") ?? button;
  const { tPlay, tStop } = button.dataset;
  let speaking = false;

  const show = () => {
    label.textContent = speaking ? tStop : tPlay;
    button.dataset.state = speaking ? "speaking" : "silent";
  };
  const stop = () => {
    speaking = false;
    speechSynthesis.cancel();
    show();
  };
  button.addEventListener("click", () => {
    if (speaking) {
      stop();
      return;
    }
    speechSynthesis.cancel(); // what another page left behind
    const utterances = speech(document.querySelectorAll("[data-read]"));
    if (utterances.length === 0) return;
    speaking = true;
    utterances.at(-1).onend = stop;
    for (const utterance of utterances) {
      utterance.onerror = stop;
      speechSynthesis.speak(utterance);
    }
    show();
  });
  addEventListener("pagehide", () => speaking && stop());

  const offer = () => {
    const unknown = speechSynthesis.getVoices().length === 0; // some browsers load them later, some never tell
    button.hidden = !unknown && !voiceFor(document.documentElement.lang);
  };
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  show();
  offer();
}
