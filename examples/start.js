/** The phone and the capture kit exist only with the training verifier. */
const { verifier } = await fetch('readyz', { cache: 'no-store' })
  .then((response) => response.json())
  .catch(() => ({}));
for (const door of document.querySelectorAll('[data-training]')) door.hidden = verifier !== 'training';
const mode = document.getElementById('mode');
mode.textContent =
  { training: 'Сейчас здесь тренировка: ничего настоящего.', max: 'Проверяет шлюз библиотеки.' }[verifier] ??
  '';
mode.hidden = mode.textContent === '';
