"""Our device, and a server made of aiocoap: what others' code reads of it, and writes.

Usage: device.py PATH_OF_THE_DEVICE
"""

import asyncio
import json
import struct
import sys

import aiocoap
import aiocoap.resource
import cbor2
from aiocoap.numbers.contentformat import ContentFormat

TLV, SENML_JSON, SENML_CBOR, LWM2M_CBOR = map(ContentFormat, (11542, 110, 112, 11544))


class Register(aiocoap.resource.Resource):
    """POST /rd: a registration."""

    def __init__(self):
        super().__init__()
        self.registered = asyncio.get_running_loop().create_future()

    async def render_post(self, request):
        assert request.opt.content_format == 40, request.opt
        self.registered.set_result((request.remote, request.opt.uri_query, request.payload))
        return aiocoap.Message(code=aiocoap.CREATED, location_path=("rd", "a1"))


class Registration(aiocoap.resource.Resource):
    """POST and DELETE /rd/a1: an Update, and the end."""

    def __init__(self):
        super().__init__()
        self.updates = 0
        self.left = asyncio.get_running_loop().create_future()

    async def render_post(self, _):
        self.updates += 1
        return aiocoap.Message(code=aiocoap.CHANGED)

    async def render_delete(self, _):
        self.left.set_result(None)
        return aiocoap.Message(code=aiocoap.DELETED)


class Send(aiocoap.resource.Resource):
    """POST /dp: values that the device tells by itself."""

    def __init__(self):
        super().__init__()
        self.sent = asyncio.get_running_loop().create_future()

    async def render_post(self, request):
        if not self.sent.done():
            self.sent.set_result((request.opt.content_format, request.payload))
        return aiocoap.Message(code=aiocoap.CHANGED)


def expect(found, expected, what):
    assert found == expected, f"{what}: expected {expected!r}, found {found!r}"
    print(f"{what}: {found!r}")


async def main(program):
    site = aiocoap.resource.Site()
    register, registration, send = Register(), Registration(), Send()
    site.add_resource(["rd"], register)
    site.add_resource(["rd", "a1"], registration)
    site.add_resource(["dp"], send)
    context = await aiocoap.Context.create_server_context(site, bind=("127.0.0.1", 15783))
    device = await asyncio.create_subprocess_exec(
        program, "--server", "coap://127.0.0.1:15783", "--endpoint", "talk", "--for", "8"
    )

    remote, query, links = await asyncio.wait_for(register.registered, 10)
    expect(sorted(query), ["ep=talk", "lt=300", "lwm2m=1.2"], "registered")
    assert b"</3/0>" in links and b"</3303/0>" in links, links
    base = f"coap://{remote.hostinfo}"

    async def ask(code, path, payload=b"", **options):
        request = aiocoap.Message(code=code, uri=base + path, payload=payload, **options)
        return await asyncio.wait_for(context.request(request).response, 20)

    async def read(path, accept):
        response = await ask(aiocoap.GET, path, accept=accept)
        expect(response.code, aiocoap.CONTENT, f"Read {path} as {int(accept)}")
        expect(int(response.opt.content_format), int(accept), "  its format")
        return response.payload

    # Five formats, read by what nobody here wrote, or by hand where there is no such thing.
    expect(await read("/3/0/9", ContentFormat(0)), b"88", "  text")
    pack = json.loads(await read("/3/0", SENML_JSON))
    base_name = pack[0]["bn"]
    values = {base_name + record.get("n", ""): record for record in pack}
    expect(values["/3/0/9"]["v"], 88, "  SenML JSON")
    expect(values["/3/0/0"]["vs"], "Example", "  SenML JSON")
    pack = cbor2.loads(await read("/3/0", SENML_CBOR))
    values = {pack[0][-2] + record.get(0, ""): record for record in pack}
    expect(values["/3/0/9"][2], 88, "  SenML CBOR")
    nested = cbor2.loads(await read("/3/0", LWM2M_CBOR))
    expect(next(iter(nested.values()))[9], 88, "  LwM2M CBOR")
    expect(await read("/3/0/9", TLV), b"\xc1\x09\x58", "  TLV")

    response = await ask(aiocoap.GET, "/3/0", accept=ContentFormat(0))
    expect(response.code, aiocoap.NOT_ACCEPTABLE, "Read /3/0 as text")
    response = await ask(aiocoap.GET, "/9/0")
    expect(response.code, aiocoap.NOT_FOUND, "Read /9/0")
    response = await ask(aiocoap.PUT, "/3/0/9", b"5", content_format=0)
    expect(response.code, aiocoap.METHOD_NOT_ALLOWED, "Write /3/0/9")

    response = await ask(aiocoap.PUT, "/3/0/15", b"Europe/Berlin", content_format=0)
    expect(response.code, aiocoap.CHANGED, "Write /3/0/15")
    expect(await read("/3/0/15", ContentFormat(0)), b"Europe/Berlin", "  what was written")

    response = await ask(aiocoap.GET, "/3303", accept=ContentFormat(40))
    assert response.payload.startswith(b"</3303>;ver=1.1,</3303/0>"), response.payload
    print(f"Discover /3303: {response.payload!r}")

    paths = cbor2.dumps([{0: "/3/0/9"}, {0: "/3303/0/5700"}])
    response = await ask(aiocoap.FETCH, "/", paths, content_format=SENML_CBOR)
    expect(response.code, aiocoap.CONTENT, "Read-Composite")
    pack = cbor2.loads(response.payload)
    names = [pack[0].get(-2, "") + record.get(0, "") for record in pack]
    expect(names, ["/3/0/9", "/3303/0/5700"], "  its paths")

    response = await ask(aiocoap.PUT, "/3303/0/5700?pmin=1&pmax=3")
    expect(response.code, aiocoap.CHANGED, "Write-Attributes")
    observe = aiocoap.Message(
        code=aiocoap.GET, uri=base + "/3303/0/5700", accept=SENML_CBOR, observe=0
    )
    requested = context.request(observe)
    first = await asyncio.wait_for(requested.response, 10)
    expect(first.code, aiocoap.CONTENT, "Observe")
    notification = await asyncio.wait_for(anext(aiter(requested.observation)), 10)
    told = cbor2.loads(notification.payload)[0]
    assert told[-2] + told.get(0, "") == "/3303/0/5700" and isinstance(told[2], (int, float)), told
    print(f"Notify: {told!r}")
    requested.observation.cancel()

    format_, payload = await asyncio.wait_for(send.sent, 20)
    pack = cbor2.loads(payload)
    expect((int(format_), len(pack)), (112, 4), "Send")
    await asyncio.wait_for(registration.left, 20)
    print("deregistered")
    expect(await device.wait(), 0, "the device ends")
    await context.shutdown()


asyncio.run(main(sys.argv[1]))
