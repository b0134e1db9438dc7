// The highest-ranked versions of a grid whose version is unknown.

/** A candidate version with its measurements. */
@unmanaged
export class VersionCandidate {
  score: f32;
  version: i32;
  perspectiveU: f32;
  perspectiveV: f32;
}

const CANDIDATE_BYTES = 16;
const MAX_CANDIDATES = 3;
const CANDIDATES = memory.data(48);
export let candidateCount: i32 = 0;

export function forgetCandidates(): void {
  candidateCount = 0;
}

/** The `i`-th candidate, best first. */
export function candidateAt(i: i32): VersionCandidate {
  return changetype<VersionCandidate>(CANDIDATES + i * CANDIDATE_BYTES);
}

/** Inserts a version by its score; returns its candidate, to be filled, or null if the list is full. */
export function rankCandidate(score: f32, version: i32): VersionCandidate | null {
  if (candidateCount === MAX_CANDIDATES && candidateAt(MAX_CANDIDATES - 1).score >= score) return null;
  if (candidateCount < MAX_CANDIDATES) candidateCount++;
  let k = candidateCount - 1;
  for (; k > 0 && candidateAt(k - 1).score < score; k--)
    memory.copy(CANDIDATES + k * CANDIDATE_BYTES, CANDIDATES + (k - 1) * CANDIDATE_BYTES, CANDIDATE_BYTES);
  const candidate = candidateAt(k);
  candidate.score = score;
  candidate.version = version;
  return candidate;
}
