/** The page of the course. The URL selects the verifier to practise. */
const asked = new URLSearchParams(location.search).get('way');
const way = asked === 'gateway' ? 'gateway' : 'goskan';
document.querySelector('cid-training').setAttribute('way', way);
document.getElementById(`to-${way}`).setAttribute('aria-current', 'page');
