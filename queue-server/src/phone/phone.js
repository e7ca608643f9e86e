(() => {
  const b = document.body, q = (i) => document.getElementById(i), live = q('live'), at = q('at'), bell = q('bell');
  let es, last = 0, on, rung, ac, ended;
  const stale = (s) => b.classList.toggle('stale', s && !ended);
  function chime(n) {
    try { navigator.vibrate && navigator.vibrate(n > 1 ? [500, 200, 500, 200, 900] : 120); } catch (e) {}
    for (let i = 0; ac && i < n; i++) [988, 784].forEach((f, k) => {
      const o = ac.createOscillator(), g = ac.createGain(), t = ac.currentTime + 0.05 + i * 1.4 + k * 0.5;
      o.frequency.value = f;
      g.gain.setValueAtTime(0.001, t);
      g.gain.exponentialRampToValueAtTime(0.7, t + 0.03);
      g.gain.exponentialRampToValueAtTime(0.001, t + 0.9);
      o.connect(g);
      g.connect(ac.destination);
      o.start(t);
      o.stop(t + 1);
    });
  }
  function show(d) {
    if (d.look !== b.dataset.look || d.ring !== b.dataset.ring) q('say').textContent = d.title;
    b.dataset.look = d.look;
    b.dataset.ring = d.ring;
    document.title = d.title;
    live.innerHTML = d.html;
    if (d.ring !== rung && on && d.ring) chime(4);
    rung = d.ring;
    if (d.end) {
      ended = 1;
      es.close();
    }
  }
  function listen() {
    es = new EventSource(location.pathname + '/events?lang=' + document.documentElement.lang);
    es.addEventListener('page', (e) => show(JSON.parse(e.data)));
    es.addEventListener('time', (e) => {
      at.textContent = e.data;
      last = Date.now();
      stale(false);
    });
    es.onerror = () => stale(true);
  }
  listen();
  setInterval(() => {
    if (ended) return;
    if (last && Date.now() - last > 35e3) stale(true);
    if (es.readyState === 2 || (last && Date.now() - last > 6e4)) {
      es.close();
      last = Date.now();
      listen();
    }
  }, 5e3);
  bell.hidden = false;
  bell.onclick = () => {
    on = 1;
    const A = window.AudioContext || window.webkitAudioContext;
    if (A) {
      ac = ac || new A();
      ac.resume();
    }
    chime(1);
    bell.textContent = bell.dataset.on;
    bell.className = 'on';
    bell.setAttribute('aria-pressed', 'true');
    q('how').hidden = false;
  };
})();
