//! The client of the API: every command and question of the contract as one typed call. It never retries by itself;
//! ids make a repetition harmless, so whoever asked decides whether to ask again.

mod error;
mod token;

use std::time::Duration;

use queue_core::{
    CommandId, CounterId, HelpKind, KioskOrder, KioskReport, Lang, Seq, TicketId, TicketNumber, UtcMillis,
};
use reqwest::{Method, RequestBuilder, Response, StatusCode, Url, header};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

pub use error::ClientError;
pub use token::{Token, TokenError};

use crate::wire::{
    Board, CallNextRequest, CommandRequest, CounterDesk, Explanation, HelpRequest, IssueRequest, KioskOrderRequest,
    KioskReportRequest, KioskView, Lease, LeaseRequest, ParkRequest, PauseRequest, PrintFailedRequest, ReprintRequest,
    ResumeRequest, SiteView, TicketView, TransferRequest,
};

/// How long a connection may take: on an office network one stands within milliseconds, and a citizen watches.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);

/// How long an answer may take: a durable write is a matter of milliseconds, and after five seconds at a screen that
/// does nothing a person touches again.
pub const ANSWER_TIMEOUT: Duration = Duration::from_secs(5);

/// The longest answer that is read: a site of 99 counters and 26 services is a tenth of it.
pub const MAX_ANSWER_BYTES: usize = 4 * 1024 * 1024;

/// A connection to one server as one device or person. Clones share the connection.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    api: Url,
    lang: Lang,
}

impl Client {
    /// A client of the server at `base_url` (`http://10.0.0.2:8080`). Nothing is sent yet.
    pub fn new(base_url: &str, token: &Token) -> Result<Self, ClientError> {
        let api = api_url(base_url)?;
        let headers = header::HeaderMap::from_iter([(header::AUTHORIZATION, token.header()?)]);
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .default_headers(headers)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(ClientError::from)?;
        Ok(Self { http, api, lang: Lang::default() })
    }

    /// The same client, answered in this language.
    pub fn with_lang(self, lang: Lang) -> Self {
        Self { lang, ..self }
    }

    /// The site's configuration.
    pub async fn site(&self) -> Result<SiteView, ClientError> {
        self.get("site").await
    }

    /// What the hall may see now.
    pub async fn board(&self) -> Result<Board, ClientError> {
        self.get("board").await
    }

    /// Lấy số. Repeated with the same id it is the same ticket.
    pub async fn issue(&self, id: TicketId, request: &IssueRequest) -> Result<TicketView, ClientError> {
        let answer = self.ask(self.request(Method::PUT, &format!("tickets/{id}"))?.json(request)).await?;
        whole(answer).await
    }

    /// One ticket.
    pub async fn ticket(&self, id: TicketId) -> Result<TicketView, ClientError> {
        self.get(&format!("tickets/{id}")).await
    }

    /// Why a ticket was called when it was.
    pub async fn explain(&self, id: TicketId) -> Result<Explanation, ClientError> {
        self.get(&format!("tickets/{id}/explain")).await
    }

    /// Today's ticket of a number, if there is one.
    pub async fn ticket_of(&self, number: TicketNumber) -> Result<Option<TicketView>, ClientError> {
        let found: Vec<TicketView> = self.get(&format!("tickets?number={number}")).await?;
        Ok(found.into_iter().next())
    }

    /// A printer is given the ticket; the answer says how many papers it has had.
    pub async fn printing(&self, id: TicketId, command_id: CommandId) -> Result<TicketView, ClientError> {
        self.act(id, "printing", &CommandRequest { command_id }).await
    }

    /// In lại: on a kiosk, or without one on the kiosk that asks.
    pub async fn reprint(
        &self,
        id: TicketId,
        command_id: CommandId,
        kiosk: Option<&str>,
    ) -> Result<TicketView, ClientError> {
        self.act(id, "reprint", &ReprintRequest { command_id, kiosk: kiosk.map(str::to_owned) }).await
    }

    /// Numbers in advance, for when the server is away: all blocks of this device from today on.
    pub async fn lease(&self, request: &LeaseRequest) -> Result<Vec<Lease>, ClientError> {
        Ok(self.post("leases", request).await?.unwrap_or_default())
    }

    /// How this kiosk is.
    pub async fn report_kiosk(&self, command_id: CommandId, report: KioskReport) -> Result<(), ClientError> {
        self.command("kiosk/report", &KioskReportRequest { command_id, report }).await.map(drop)
    }

    /// Somebody at this kiosk wants help.
    pub async fn ask_help(&self, command_id: CommandId, help: HelpKind) -> Result<(), ClientError> {
        self.command("kiosk/help", &HelpRequest { command_id, help }).await.map(drop)
    }

    /// Every kiosk, and whether it is connected.
    pub async fn kiosks(&self) -> Result<Vec<KioskView>, ClientError> {
        self.get("kiosks").await
    }

    /// Tells a kiosk something from afar.
    pub async fn order_kiosk(&self, kiosk: &str, command_id: CommandId, order: KioskOrder) -> Result<(), ClientError> {
        self.command(&format!("kiosks/{kiosk}/order"), &KioskOrderRequest { command_id, order }).await.map(drop)
    }

    /// Somebody goes to a kiosk that called for help.
    pub async fn answer_help(&self, kiosk: &str, command_id: CommandId) -> Result<(), ClientError> {
        self.command(&format!("kiosks/{kiosk}/answer-help"), &CommandRequest { command_id }).await.map(drop)
    }

    /// The printer confirmed the paper.
    pub async fn printed(&self, id: TicketId, command_id: CommandId) -> Result<TicketView, ClientError> {
        self.act(id, "printed", &CommandRequest { command_id }).await
    }

    /// The printer did not; `fault` is a code such as `paper-out`.
    pub async fn print_failed(
        &self,
        id: TicketId,
        command_id: CommandId,
        fault: &str,
    ) -> Result<TicketView, ClientError> {
        self.act(id, "print-failed", &PrintFailedRequest { command_id, fault: fault.to_owned() }).await
    }

    /// Gọi lại.
    pub async fn recall(&self, id: TicketId, command_id: CommandId) -> Result<TicketView, ClientError> {
        self.act(id, "recall", &CommandRequest { command_id }).await
    }

    /// Khách đã đến.
    pub async fn start(&self, id: TicketId, command_id: CommandId) -> Result<TicketView, ClientError> {
        self.act(id, "start", &CommandRequest { command_id }).await
    }

    /// Kết thúc.
    pub async fn finish(&self, id: TicketId, command_id: CommandId) -> Result<TicketView, ClientError> {
        self.act(id, "finish", &CommandRequest { command_id }).await
    }

    /// Vắng mặt.
    pub async fn no_show(&self, id: TicketId, command_id: CommandId) -> Result<TicketView, ClientError> {
        self.act(id, "no-show", &CommandRequest { command_id }).await
    }

    /// Trả số.
    pub async fn cancel(&self, id: TicketId, command_id: CommandId) -> Result<TicketView, ClientError> {
        self.act(id, "cancel", &CommandRequest { command_id }).await
    }

    /// Tạm giữ, with a reason of the site's list.
    pub async fn park(
        &self,
        id: TicketId,
        command_id: CommandId,
        reason: Option<&str>,
    ) -> Result<TicketView, ClientError> {
        self.act(id, "park", &ParkRequest { command_id, reason: reason.map(str::to_owned) }).await
    }

    /// Mời vào lại: straight to a counter, or without one into the returning lane.
    pub async fn resume(
        &self,
        id: TicketId,
        command_id: CommandId,
        counter: Option<CounterId>,
    ) -> Result<TicketView, ClientError> {
        self.act(id, "resume", &ResumeRequest { command_id, counter }).await
    }

    /// Chuyển.
    pub async fn transfer(&self, id: TicketId, request: &TransferRequest) -> Result<TicketView, ClientError> {
        self.act(id, "transfer", request).await
    }

    /// A clerk's whole view of one counter.
    pub async fn desk(&self, counter: &CounterId) -> Result<CounterDesk, ClientError> {
        self.get(&format!("counters/{counter}")).await
    }

    /// Mở quầy.
    pub async fn open(&self, counter: &CounterId, command_id: CommandId) -> Result<(), ClientError> {
        self.command(&format!("counters/{counter}/open"), &CommandRequest { command_id }).await.map(drop)
    }

    /// Đóng quầy.
    pub async fn close(&self, counter: &CounterId, command_id: CommandId) -> Result<(), ClientError> {
        self.command(&format!("counters/{counter}/close"), &CommandRequest { command_id }).await.map(drop)
    }

    /// Tạm ngưng.
    pub async fn pause(
        &self,
        counter: &CounterId,
        command_id: CommandId,
        until: Option<UtcMillis>,
    ) -> Result<(), ClientError> {
        self.command(&format!("counters/{counter}/pause"), &PauseRequest { command_id, until }).await.map(drop)
    }

    /// Gọi số tiếp theo; nothing when nobody waits. `finish` ends what is being served there in the same step.
    pub async fn call_next(
        &self,
        counter: &CounterId,
        command_id: CommandId,
        finish: bool,
    ) -> Result<Option<TicketView>, ClientError> {
        self.post(&format!("counters/{counter}/call-next"), &CallNextRequest { command_id, finish }).await
    }

    /// Any other question; `path` is relative to `/api/v1/`.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, ClientError> {
        whole(self.ask(self.request(Method::GET, path)?).await?).await
    }

    /// Any other command; nothing when the answer is 204.
    pub async fn post<B: Serialize + ?Sized, T: DeserializeOwned>(
        &self,
        path: &str,
        body: &B,
    ) -> Result<Option<T>, ClientError> {
        let answer = self.command(path, body).await?;
        if answer.status() == StatusCode::NO_CONTENT { Ok(None) } else { whole(answer).await.map(Some) }
    }

    /// The open stream of events, from `last` on or from a snapshot.
    pub(crate) async fn events(&self, last: Option<Seq>) -> Result<Response, ClientError> {
        let mut request = self
            .request(Method::GET, "events")?
            .header(header::ACCEPT, "text/event-stream")
            .header(header::CACHE_CONTROL, "no-store");
        if let Some(seq) = last {
            request = request.header("Last-Event-ID", seq.to_string());
        }
        accepted(request.send().await?).await
    }

    async fn act<B: Serialize>(&self, id: TicketId, verb: &str, body: &B) -> Result<TicketView, ClientError> {
        whole(self.command(&format!("tickets/{id}/{verb}"), body).await?).await
    }

    async fn command<B: Serialize + ?Sized>(&self, path: &str, body: &B) -> Result<Response, ClientError> {
        self.ask(self.request(Method::POST, path)?.json(body)).await
    }

    async fn ask(&self, request: RequestBuilder) -> Result<Response, ClientError> {
        accepted(request.timeout(ANSWER_TIMEOUT).send().await?).await
    }

    fn request(&self, method: Method, path: &str) -> Result<RequestBuilder, ClientError> {
        let url = self.api.join(path).map_err(|e| ClientError::Protocol { reason: format!("{path}: {e}") })?;
        let lang = match self.lang {
            Lang::Vi => "vi",
            Lang::En => "en",
        };
        Ok(self.http.request(method, url).header(header::ACCEPT_LANGUAGE, lang))
    }
}

/// A ticket id of now, made where the ticket is asked for.
pub fn new_ticket_id() -> TicketId {
    TicketId(Uuid::now_v7())
}

/// A command id of now; keep it for as long as the command is repeated.
pub fn new_command_id() -> CommandId {
    CommandId(Uuid::now_v7())
}

fn api_url(base_url: &str) -> Result<Url, ClientError> {
    let wrong = |reason: &str| ClientError::BaseUrl { url: base_url.to_owned(), reason: reason.to_owned() };
    let mut url = Url::parse(base_url).map_err(|e| wrong(&e.to_string()))?;
    if url.scheme() != "http" {
        return Err(wrong("it must begin with http://"));
    }
    if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() {
        return Err(wrong("it must be an address alone"));
    }
    let path = format!("{}/api/v1/", url.path().trim_end_matches('/'));
    url.set_path(&path);
    Ok(url)
}

async fn accepted(answer: Response) -> Result<Response, ClientError> {
    let status = answer.status();
    if status.is_success() {
        return Ok(answer);
    }
    if matches!(status, StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT) {
        return Err(ClientError::Offline { reason: status.to_string() });
    }
    let body = bytes(answer).await?;
    Err(serde_json::from_slice(&body).map_or_else(
        |_| ClientError::Protocol { reason: format!("answered {status} without saying why") },
        |problem| ClientError::Problem(Box::new(problem)),
    ))
}

async fn whole<T: DeserializeOwned>(answer: Response) -> Result<T, ClientError> {
    serde_json::from_slice(&bytes(answer).await?).map_err(|e| ClientError::Protocol { reason: e.to_string() })
}

async fn bytes(mut answer: Response) -> Result<Vec<u8>, ClientError> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        if body.len() + chunk.len() > MAX_ANSWER_BYTES {
            return Err(ClientError::Protocol {
                reason: format!("the answer is longer than {MAX_ANSWER_BYTES} bytes"),
            });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
