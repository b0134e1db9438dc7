/** The course with the verifier of this desk, from the settings of `setup.html` or `companion.json`. */
let settings = {};
try {
  settings = JSON.parse(localStorage.getItem('cid-companion') ?? 'null') ?? {};
} catch {
  // No stored settings: the course uses its defaults.
}
const course = document.querySelector('cid-training');
course.setAttribute('way', settings.verifier === 'goskan' || !settings.verifier ? 'goskan' : 'gateway');
for (const name of ['benefits', 'config'])
  if (typeof settings[name] === 'string') course.setAttribute(name, settings[name]);
if (settings.lang === 'en') {
  document.documentElement.lang = 'en';
  document.title = 'Course: checking a Digital ID';
  document.querySelector('main a').textContent = 'To the check';
}
