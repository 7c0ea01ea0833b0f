//! A local HTTP server that serves a table of answers, good and bad.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;

/// What the server does when asked for a file.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// The text, as it should be.
    File(String),
    /// A status and a page about it.
    Status(&'static str),
    /// The text cut short: half of what `Content-Length` announces.
    Truncated(String),
    /// The text cut short in chunks, without the last one.
    TruncatedChunks(String),
    /// Nothing: the connection closes.
    Closed,
    /// A redirection to another path or address.
    Redirect(String),
    /// A page for people, with a status that says that all is well.
    Page(&'static str),
    /// The text, behind a `Content-Length` of this many bytes.
    Announced(u64, String),
    /// Octets without end.
    Endless,
    /// Nothing, and the connection stays.
    Silent,
    /// Half of the text, and then nothing; the connection stays.
    Stalling(String),
    /// The text, once the sender has been dropped; the receiver's other end hears of the request first.
    Gated(Sender<()>, Arc<Mutex<Receiver<()>>>, String),
}

/// Starts a server of `answers`; its address ends with a slash. It lives as long as the test.
pub(crate) fn serve(answers: Vec<(String, Answer)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("the listener has an address");
    let answers: Arc<[_]> = answers.into();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answers = Arc::clone(&answers);
            thread::spawn(move || {
                // A client that goes away is what some tests are about.
                let _ = answer(stream, &answers);
            });
        }
    });
    format!("http://{address}/")
}

fn answer(mut stream: TcpStream, answers: &[(String, Answer)]) -> std::io::Result<()> {
    let path = request(&mut stream)?;
    let found = answers.iter().find(|(name, _)| *name == path.trim_start_matches('/'));
    let head = "Connection: close\r\n";
    let bytes = match found.map(|(_, answer)| answer) {
        Some(Answer::File(text)) => {
            format!("HTTP/1.1 200 OK\r\n{head}Content-Length: {}\r\n\r\n{text}", text.len())
        }
        Some(Answer::Truncated(text)) => {
            let half: String = text.chars().take(text.len() / 2).collect();
            format!("HTTP/1.1 200 OK\r\n{head}Content-Length: {}\r\n\r\n{half}", text.len())
        }
        Some(Answer::TruncatedChunks(text)) => {
            format!(
                "HTTP/1.1 200 OK\r\n{head}Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{text}\r\n",
                text.len()
            )
        }
        Some(Answer::Status(status)) => {
            format!("HTTP/1.1 {status}\r\n{head}Content-Length: 6\r\n\r\n<html>")
        }
        Some(Answer::Redirect(to)) => {
            format!("HTTP/1.1 302 Found\r\n{head}Location: {to}\r\nContent-Length: 0\r\n\r\n")
        }
        Some(Answer::Page(text)) => {
            let length = text.len();
            format!(
                "HTTP/1.1 200 OK\r\n{head}Content-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n\r\n{text}"
            )
        }
        Some(Answer::Announced(length, text)) => {
            format!("HTTP/1.1 200 OK\r\n{head}Content-Length: {length}\r\n\r\n{text}")
        }
        Some(Answer::Endless) => {
            stream.write_all(format!("HTTP/1.1 200 OK\r\n{head}\r\n").as_bytes())?;
            loop {
                stream.write_all(&[b' '; 4096])?;
            }
        }
        Some(Answer::Silent) => return until_it_leaves(&mut stream),
        Some(Answer::Stalling(text)) => {
            let half: String = text.chars().take(text.len() / 2).collect();
            let length = text.len();
            let begun = format!("HTTP/1.1 200 OK\r\n{head}Content-Length: {length}\r\n\r\n{half}");
            stream.write_all(begun.as_bytes())?;
            return until_it_leaves(&mut stream);
        }
        Some(Answer::Gated(asked, gate, text)) => {
            // Nobody may care that it was asked.
            let _ = asked.send(());
            // An error is what opens the gate: the sender is gone.
            let _ = gate.lock().map(|gate| gate.recv());
            format!("HTTP/1.1 200 OK\r\n{head}Content-Length: {}\r\n\r\n{text}", text.len())
        }
        Some(Answer::Closed) => String::new(),
        None => format!("HTTP/1.1 404 Not Found\r\n{head}Content-Length: 0\r\n\r\n"),
    };
    stream.write_all(bytes.as_bytes())
}

/// Waits for the client to give up.
fn until_it_leaves(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut byte = [0];
    while stream.read(&mut byte)? > 0 {}
    Ok(())
}

/// Reads the head of a request; its path.
fn request(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte)? == 1 {
        head.extend_from_slice(&byte);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    Ok(head.split(' ').nth(1).unwrap_or("").to_string())
}
