(() => {
  const live = document.getElementById('live');
  const listen = () => {
    const es = new EventSource(location.pathname + '/events');
    es.addEventListener('page', (e) => (live.innerHTML = JSON.parse(e.data).html));
    es.onerror = () => {
      if (es.readyState === 2) setTimeout(listen, 5e3);
    };
  };
  listen();
})();
