//! A local HTTP server that serves a table of answers, good and bad.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
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
    /// A redirection to another path.
    Redirect(&'static str),
}

/// Starts a server of `answers`; its address ends with a slash. It lives as long as the test.
pub(crate) fn serve(answers: Vec<(String, Answer)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("the listener has an address");
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A client that goes away is what some tests are about.
            let _ = answer(stream, &answers);
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
        Some(Answer::Closed) => String::new(),
        None => format!("HTTP/1.1 404 Not Found\r\n{head}Content-Length: 0\r\n\r\n"),
    };
    stream.write_all(bytes.as_bytes())
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
