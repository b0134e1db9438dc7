/** The page of the course: the address says which way is practised. */
const asked = new URLSearchParams(location.search).get('way');
const way = asked === 'gateway' ? 'gateway' : 'goskan';
document.querySelector('cid-training').setAttribute('way', way);
document.getElementById(`to-${way}`).setAttribute('aria-current', 'page');
