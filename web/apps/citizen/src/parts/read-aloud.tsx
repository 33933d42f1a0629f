import { say } from "@motcua/text";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useLocation } from "wouter";

const longest = 180;

/** Sentences short enough for voices that break off in long ones. */
export function pieces(text: string): string[] {
  const lines = text.split(/\n+|(?<=[.!?…:;])\s+/).map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean);
  return lines.flatMap((line) => line.match(new RegExp(`.{1,${longest}}(?:\\s|$)|\\S{${longest},}`, "g")) ?? [line]).map((piece) => piece.trim());
}

function voiceOf(language: string): SpeechSynthesisVoice | undefined {
  return window.speechSynthesis?.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));
}

/** Whether this device speaks the language of the page; voices come late in some browsers. */
export function useVoice(): SpeechSynthesisVoice | undefined {
  const [, setCount] = useState(0);
  useEffect(() => {
    const synthesis = window.speechSynthesis;
    if (!synthesis?.addEventListener) return;
    const again = () => setCount((count) => count + 1);
    synthesis.addEventListener("voiceschanged", again);
    return () => synthesis.removeEventListener("voiceschanged", again);
  }, []);
  return voiceOf(document.documentElement.lang);
}

/** Speaks a text, instead of what was being spoken; `then` comes at its end. */
export function speak(text: string, voice: SpeechSynthesisVoice, then?: () => void): boolean {
  const parts = pieces(text);
  window.speechSynthesis.cancel();
  parts.forEach((part, i) => {
    const spoken = new SpeechSynthesisUtterance(part);
    spoken.voice = voice;
    spoken.lang = voice.lang;
    spoken.rate = 0.9;
    if (then && i === parts.length - 1) spoken.onend = then;
    window.speechSynthesis.speak(spoken);
  });
  return parts.length > 0;
}

const main = () => document.getElementById("noi-dung");

function whenChanged(told: () => void) {
  const observer = new MutationObserver(told);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => observer.disconnect();
}

/** Reads the main part of the page, not the menus, once it is there. Not offered where no voice speaks the language. Stops when one goes on. */
export function ReadAloud() {
  const [location] = useLocation();
  const voice = useVoice();
  return voice && <Reader key={location} voice={voice} />;
}

function Reader({ voice }: { voice: SpeechSynthesisVoice }) {
  const [isReading, setReading] = useState(false);
  const isThere = useSyncExternalStore(whenChanged, () => Boolean(main()?.querySelector("h1")) && !main()?.querySelector(".loading"));
  useEffect(() => () => window.speechSynthesis.cancel(), []);
  const stop = () => {
    window.speechSynthesis.cancel();
    setReading(false);
  };
  const read = () => setReading(speak(main()?.innerText ?? "", voice, () => setReading(false)));
  return <button type="button" className="text-switch" aria-pressed={isReading} disabled={!isThere && !isReading} onClick={isReading ? stop : read}>{say(isReading ? "Dừng đọc" : "Nghe đọc")}</button>;
}
